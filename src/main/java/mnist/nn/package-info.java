/**
 * The network: its specification, its parameters, and forward and backward passes in matrix form.
 *
 * <p>Start at {@link mnist.nn.NetworkSpec}, {@link mnist.nn.Network} and {@link mnist.nn.Workspace}: what a network is, its
 * parameters, and the memory of a run. The formulas of one layer stand in {@link mnist.nn.LayerPass}.
 */
package mnist.nn;
