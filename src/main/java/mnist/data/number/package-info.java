/**
 * Images and labels from files that hold arrays of numbers of whatever type.
 *
 * <p>Start at {@link mnist.data.number.NumberArray}, which every format of such files implements.
 */
package mnist.data.number;
