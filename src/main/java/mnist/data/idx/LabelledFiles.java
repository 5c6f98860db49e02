package mnist.data.idx;

import mnist.data.files.FilePlace;
import mnist.data.number.ImageShape;
import mnist.data.number.NumberImages;
import mnist.data.number.NumberLabels;
import mnist.data.source.LabelledImages;
import mnist.data.source.Labels;
import mnist.data.source.PixelScale;

/** An IDX file of images and the one of their labels. */
public record LabelledFiles(FilePlace images, FilePlace labels) {
    /** @throws mnist.data.DataException if the header is not that of images */
    public static void requireImages(FilePlace file) {
        ImageShape.of(new IdxArray(file));
    }

    /**
     * The images alone.
     *
     * @param scale of the pixels; null to find out
     * @throws mnist.data.DataException if the file is missing, damaged or not what it should be
     */
    public static NumberImages images(FilePlace file, PixelScale scale) {
        return NumberImages.of(new IdxArray(file), scale);
    }

    /** @throws mnist.data.DataException if the header is not that of labels */
    public static void requireLabels(FilePlace file) {
        NumberLabels.require(new IdxArray(file));
    }

    /**
     * Checks both files and reads the labels. Of a compressed file of images, what lies behind the header is checked only
     * as it is read.
     *
     * @param scale of the pixels; null to find out
     * @throws mnist.data.DataException if a file is missing, damaged or not what it should be, or they don't fit each other
     */
    public LabelledImages read(PixelScale scale) {
        NumberImages imageSource = images(images, scale);
        Labels labelNumbers = NumberLabels.read(new IdxArray(labels), imageSource.count(), images.name());
        return new LabelledImages(imageSource, labelNumbers);
    }
}
