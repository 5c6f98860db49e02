/**
 * Writes data sets in other forms than they were read in: IDX files, an .npz file, folders of PNG pictures, tables.
 *
 * <p>Start at {@link mnist.data.convert.Conversion}; {@link mnist.data.convert.Form} says which forms there are.
 */
package mnist.data.convert;
