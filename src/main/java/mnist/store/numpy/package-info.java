/**
 * Networks for people who have Python and NumPy, and nothing of this program.
 *
 * <p>Start at {@link mnist.store.numpy.WeightsNpz}; {@link mnist.store.numpy.PredictScript} puts such weights into a Python
 * file that uses them.
 */
package mnist.store.numpy;
