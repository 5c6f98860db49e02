/**
 * Commands about this machine: {@code bench} and {@code doctor}.
 *
 * <p>Start at {@link mnist.cli.machine.BenchCommand} and {@link mnist.cli.machine.DoctorCommand}.
 */
package mnist.cli.machine;
