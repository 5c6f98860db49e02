package mnist.data.fetch;

import java.nio.file.Path;
import java.util.function.Consumer;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.folder.DataFolder;

/**
 * A data set that was found; its images are read when they are asked for.
 *
 * @param folder absolute, so that the data can be found again
 * @param generated whether the images were drawn by this program
 * @param doubt takes a warning where the images are not MNIST's as published; null where others may be meant
 */
public record FoundData(Path folder, boolean generated, Consumer<String> doubt) {
    /** The training or the test images. @throws DataException if they are missing or damaged */
    public Dataset read(Split split) {
        DataFolder files = DataFolder.of(folder);
        Dataset dataset = split == Split.TRAIN ? files.train() : files.test();
        warnOfOtherContent(dataset);
        return dataset;
    }

    /** All images, kept where it is said. @throws DataException if they are missing or damaged */
    public TrainTest read(Storage storage) {
        TrainTest both = DataFolder.of(folder, storage).both();
        warnOfOtherContent(both.train(), both.test());
        return both;
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
