package mnist.data.idx;

import java.util.Map;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.source.ChangedImages;
import mnist.data.source.LabelledImages;
import mnist.data.source.LabelledSource;
import mnist.data.source.PixelScale;

/**
 * A data set in four IDX files; a file that is not there is null.
 *
 * @param place where they lie, for messages
 * @param names see {@link LabelledSource#names}
 * @param transposed whether rows and columns of the images are exchanged
 * @param scale of the pixels; null to find out
 */
public record IdxSource(
        Object place,
        FilePlace trainImages,
        FilePlace trainLabels,
        FilePlace testImages,
        FilePlace testLabels,
        Map<String, String> names,
        boolean transposed,
        PixelScale scale)
        implements LabelledSource {
    /** As it is, but that labels mean this. */
    public IdxSource withNames(Map<String, String> meanings) {
        return new IdxSource(place, trainImages, trainLabels, testImages, testLabels, meanings, transposed, scale);
    }

    @Override
    public String form() {
        return IDX + (transposed ? ", turned upright as EMNIST must be" : "");
    }

    @Override
    public boolean has(Split split) {
        return split == Split.TRAIN || testImages != null || testLabels != null;
    }

    /** A file that is missing was more likely lost: it is asked what to do. */
    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public LabelledImages read(Split split) {
        LabelledFiles files = split == Split.TRAIN
                ? new LabelledFiles(require(trainImages, "train-images"), require(trainLabels, "train-labels"))
                : new LabelledFiles(require(testImages, "t10k-images"), require(testLabels, "t10k-labels"));
        LabelledImages read = files.read(scale);
        return transposed ? new LabelledImages(ChangedImages.transposed(read.images()), read.labels()) : read;
    }

    private FilePlace require(FilePlace file, String name) {
        if (file == null) {
            String number = name.endsWith("images") ? "3" : "1";
            String cure = name.startsWith("train")
                    ? "fetch the data, or name its folder"
                    : "fetch it, or take a share of the training images with --test-share 0.2";
            throw new DataException(
                    "%1$s: file missing (looked for %2$s-idx%3$s-ubyte, %2$s.idx%3$s-ubyte, also .gz); %4$s"
                            .formatted(place, name, number, cure));
        }
        return file;
    }
}
