package mnist.data.numpy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.number.NumberImages;
import mnist.data.number.NumberLabels;
import mnist.data.source.LabelledImages;
import mnist.data.source.LabelledSource;
import mnist.data.source.Labels;
import mnist.data.source.PixelScale;

/**
 * A data set in arrays of NumPy.
 *
 * @param place the .npz file, or the file of the images for training
 * @param form see {@link LabelledSource#form}
 * @param train images for training and their labels, or all images there are
 * @param test null if there are none
 * @param classes an array with the names of the classes; null if there is none
 * @param scale of the pixels; null to find out
 */
public record NumpySource(Object place, String form, Pair train, Pair test, FilePlace classes, PixelScale scale)
        implements LabelledSource {
    private static final PixelScale OF_TRUTH = new PixelScale(0, 1);

    /** Two arrays that belong together. */
    record Pair(FilePlace images, FilePlace labels) {}

    @Override
    public boolean has(Split split) {
        return split == Split.TRAIN || test != null;
    }

    @Override
    public LabelledImages read(Split split) {
        Pair pair = split == Split.TRAIN ? train : test;
        NpyArray pixels = new NpyArray(pair.images).requireNumbers();
        NumberImages images =
                NumberImages.of(pixels, scale == null && pixels.type().isTruth() ? OF_TRUTH : scale);
        return new LabelledImages(images, labels(new NpyArray(pair.labels), images.count(), pair.images.name()));
    }

    private static Labels labels(NpyArray array, int images, String imagesName) {
        return array.type().isText()
                ? new NpyTexts(array).labels(images, imagesName)
                : NumberLabels.read(array, images, imagesName);
    }

    @Override
    public Map<String, String> names() {
        if (classes == null) {
            return Map.of();
        }
        NpyArray array = new NpyArray(classes);
        Map<String, String> names = new HashMap<>();
        if (array.type().isText()) {
            List<String> texts = new NpyTexts(array).names();
            for (int i = 0; i < texts.size(); i++) {
                names.put(Integer.toString(i), texts.get(i));
            }
        }
        return names;
    }
}
