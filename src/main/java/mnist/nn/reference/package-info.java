/**
 * The same network in double precision and plain loops, to check and to explain the fast one.
 *
 * <p>Start at {@link mnist.nn.reference.ReferenceNetwork}. {@link mnist.nn.reference.GradientCheck} compares its gradients with
 * finite differences.
 */
package mnist.nn.reference;
