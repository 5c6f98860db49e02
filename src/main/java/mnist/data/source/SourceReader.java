package mnist.data.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.BackgroundTask;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.DataSplits;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.TrainTest;

/**
 * Makes data sets of a source.
 *
 * @param name of the data set, for people, for example "MNIST"
 * @param expected the classes of a model, or of an earlier run; null to find them among the labels
 */
public record SourceReader(LabelledSource source, String name, Reading reading, ClassNames expected, Storage storage) {
    /** Of a source that is one whole, where nothing else was said. */
    public static final double TEST_SHARE = 0.2;

    /**
     * Both parts, read at the same time; their images are of one size. Their fingerprints are computed in the background.
     *
     * @throws DataException if they are missing or damaged or do not fit each other
     */
    public TrainTest both() {
        if (isDivided()) {
            return divided();
        }
        BackgroundTask<LabelledImages> reading = BackgroundTask.start("test images", () -> source.read(Split.TEST));
        LabelledImages train = source.read(Split.TRAIN);
        LabelledImages test = reading.result();
        LabelClasses classes = classes(train, test);
        BackgroundTask<Dataset> building =
                BackgroundTask.start("test images", () -> dataset(test, classes, Split.TEST));
        TrainTest both =
                new TrainTest(dataset(train, classes, Split.TRAIN), building.result(), described(train.images(), ""));
        requireSameSize(both);
        return both;
    }

    /**
     * One part; of the other the labels are looked at where it is needed. Of a source that is one whole both parts are all
     * of it, where no share for the test was asked for.
     *
     * @throws DataException as {@link #both}
     */
    public Dataset read(Split split) {
        if (isDivided() && reading.testShare() == null) {
            LabelledImages whole = source.read(Split.TRAIN);
            return dataset(whole, classes(whole), null);
        }
        if (isDivided() || !reading.classes().equals(ClassChoice.ALL)) {
            TrainTest both = both();
            return split == Split.TRAIN ? both.train() : both.test();
        }
        LabelledImages part = source.read(split);
        return dataset(part, classes(part), split);
    }

    private boolean isDivided() {
        return !source.has(Split.TEST) && (source.isWhole() || reading.testShare() != null);
    }

    /** A source that is one whole, in two parts. */
    private TrainTest divided() {
        LabelledImages whole = source.read(Split.TRAIN);
        Dataset all = dataset(whole, classes(whole), Split.TRAIN);
        double share = reading.testShare() == null ? TEST_SHARE : reading.testShare();
        DataSplits.TrainValidation parts = DataSplits.drawn(all, share, source.place());
        int count = parts.validation().size();
        Dataset test = parts.validation().subset(all(count), name + " test");
        String drawn = String.format(Locale.ROOT, "%,d images drawn as the test part", count);
        return new TrainTest(parts.train(), test, described(whole.images(), drawn));
    }

    /** How images are read, as far as it is not the usual way. */
    private String described(ImageSource images, String division) {
        List<String> words = new ArrayList<>();
        words.add(source.form().equals(LabelledSource.IDX) ? "" : source.form());
        words.add(images.scale().isBytes() ? "" : "pixels " + images.scale());
        words.add(reading.transpose() ? "rows and columns exchanged" : "");
        words.add(reading.invert() ? "black and white exchanged" : "");
        boolean resized = reading.resize() != null
                && !reading.resize().equals(new Reading.ImageSize(images.columns(), images.rows()));
        words.add(resized ? "resized from " + images.columns() + " x " + images.rows() : "");
        words.add(division);
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    private LabelClasses classes(LabelledImages... parts) {
        List<String> words = new ArrayList<>(source.names().keySet());
        for (LabelledImages part : parts) {
            words.addAll(part.labels().words());
        }
        return expected == null
                ? LabelClasses.of(words, source.names(), reading.classes())
                : LabelClasses.expecting(expected, words, source.names(), reading.classes());
    }

    /** @param split null for all of a whole */
    private Dataset dataset(LabelledImages part, LabelClasses classes, Split split) {
        ImageSource images = ChangedImages.of(part.images(), reading);
        short[] labels = classes.of(part.labels());
        String title = split == null ? name : name + " " + split;
        Dataset dataset = kept(
                dataset(title, images, classes.names(), labels, part.labels().writers()), labels);
        if (dataset instanceof MemoryDataset) {
            // Whoever asks for the fingerprint meets the failure again.
            BackgroundTask.start("fingerprint", dataset::fingerprint);
        }
        return dataset;
    }

    /** @param labels those of images that are to be left out are negative */
    private Dataset dataset(String name, ImageSource images, ClassNames classes, short[] labels, int[] writers) {
        short[] valid = new short[labels.length];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = (short) Math.max(0, labels[i]);
        }
        if (!storage.inMemory(images.bytes())) {
            return new StreamedDataset(name, images, classes, valid, writers);
        }
        if (images.bytes() > Storage.mostBytes()) {
            throw DataException.about(
                    source.place(),
                    "too large for memory",
                    String.format(Locale.ROOT, "%,d MB at most", Storage.mostBytes() >> 20),
                    String.format(Locale.ROOT, "%,d MB", images.bytes() >> 20),
                    "give more memory with -Xmx");
        }
        return new MemoryDataset(name, images.rows(), images.columns(), classes, images.readAll(), valid, writers);
    }

    private Dataset kept(Dataset whole, short[] labels) {
        int[] indices =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        if (indices.length == 0) {
            throw new DataException(whole.name() + ": holds no images of the classes asked for; choose others");
        }
        return indices.length == labels.length ? whole : whole.subset(indices, whole.name());
    }

    private void requireSameSize(TrainTest both) {
        Dataset train = both.train();
        Dataset test = both.test();
        if (train.rows() != test.rows() || train.columns() != test.columns()) {
            throw new DataException(
                    "%s: training images are %s x %s, test images %s x %s; get all files again, or say --resize"
                            .formatted(source.place(), train.columns(), train.rows(), test.columns(), test.rows()));
        }
    }
}
