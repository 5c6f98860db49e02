package mnist.data.source;

/**
 * A part of a data set as it was found.
 *
 * @param labels one for each image
 */
public record LabelledImages(ImageSource images, Labels labels) {}
