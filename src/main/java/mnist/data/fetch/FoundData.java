package mnist.data.fetch;

import java.nio.file.Path;
import java.util.function.Consumer;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;

/**
 * A data set that was found; its images are read when they are asked for.
 *
 * @param folder or file, absolute, so that the data can be found again
 * @param name of the data set, for people
 * @param generated whether the images were drawn by this program
 * @param doubt takes a warning where the images are not MNIST's as published; null where others may be meant
 */
public record FoundData(
        Path folder, String name, LabelledSource source, Reading reading, boolean generated, Consumer<String> doubt) {
    FoundData withDoubt(Consumer<String> warning) {
        return new FoundData(folder, name, source, reading, generated, warning);
    }

    /** Whether a share of it becomes the test part though nobody named one. */
    public boolean isDividedUnasked() {
        return source.isWhole() && reading.testShare() == null;
    }

    /**
     * The training or the test images.
     *
     * @param expected the classes of a model; null to find them among the labels
     * @throws mnist.data.DataException if they are missing or damaged
     */
    public Dataset read(Split split, ClassNames expected) {
        Dataset dataset = reader(expected, Storage.AUTO).read(split);
        warnOfOtherContent(dataset);
        return dataset;
    }

    /**
     * All images, kept where it is said.
     *
     * @param expected as in {@link #read(Split, ClassNames)}
     * @throws mnist.data.DataException if they are missing or damaged
     */
    public TrainTest read(Storage storage, ClassNames expected) {
        TrainTest both = reader(expected, storage).both();
        warnOfOtherContent(both.train(), both.test());
        return both;
    }

    private SourceReader reader(ClassNames expected, Storage storage) {
        return new SourceReader(source, name, reading, expected, storage);
    }

    /** Damage that leaves a file readable would else show as a network that does not learn. */
    private void warnOfOtherContent(Dataset... datasets) {
        for (Dataset dataset : datasets) {
            if (doubt != null && Catalog.contentOf(dataset.fingerprint()).isEmpty()) {
                doubt.accept(folder + ": these images are not MNIST as published; 'mnist data verify' says more");
                return;
            }
        }
    }
}
