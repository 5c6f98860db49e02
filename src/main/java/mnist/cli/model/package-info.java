/**
 * Commands that use trained models: {@code eval}, {@code predict}, {@code average}, {@code export}, {@code serve}.
 *
 * <p>Start at {@link mnist.cli.model.EvalCommand}.
 */
package mnist.cli.model;
