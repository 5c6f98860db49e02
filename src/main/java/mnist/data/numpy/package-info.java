/**
 * NumPy's files: an array in an .npy file, several in an .npz archive.
 *
 * <p>Start at {@link mnist.data.numpy.NumpySets}, which finds data sets by the names of arrays, then
 * {@link mnist.data.numpy.NumpySource}; at {@link mnist.data.numpy.NpyHeader} for the format, at
 * {@link mnist.data.numpy.NpyArray} for the numbers.
 */
package mnist.data.numpy;
