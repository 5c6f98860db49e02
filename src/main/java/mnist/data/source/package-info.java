/**
 * What all ways in have in common: images and labels as they are read, and the data sets that are made of them.
 *
 * <p>Start at {@link mnist.data.source.LabelledSource}, which every way in gives, and at
 * {@link mnist.data.source.SourceReader}, which makes data sets of it.
 */
package mnist.data.source;
