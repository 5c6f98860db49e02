/**
 * Commands that use trained models: {@code eval}, {@code predict}, {@code average}, {@code export}.
 *
 * <p>Start at {@link mnist.cli.model.EvalCommand}.
 */
package mnist.cli.model;
