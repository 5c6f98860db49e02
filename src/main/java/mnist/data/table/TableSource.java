package mnist.data.table;

import java.util.Map;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.source.ChangedImages;
import mnist.data.source.LabelledImages;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;

/** A data set in tables: a row is an image, with its label in one column and a pixel in each of the others. */
public final class TableSource implements LabelledSource {
    private final FilePlace train;
    private final FilePlace test;
    private final boolean transposed;
    private final Reading reading;
    private final Map<String, String> names;

    /** As soon as somebody asked. */
    private Boolean testHasLabels;

    private Columns trainColumns;

    /**
     * Reads nothing yet.
     *
     * @param test null if the table is one whole
     * @param transposed whether rows and columns of the images are exchanged
     */
    TableSource(FilePlace train, FilePlace test, boolean transposed, Reading reading) {
        this(train, test, transposed, reading, Map.of());
    }

    private TableSource(
            FilePlace train, FilePlace test, boolean transposed, Reading reading, Map<String, String> names) {
        this.train = train;
        this.test = test;
        this.transposed = transposed;
        this.reading = reading;
        this.names = names;
    }

    /** As it is, but that labels mean this. */
    public TableSource withNames(Map<String, String> meanings) {
        return new TableSource(train, test, transposed, reading, meanings);
    }

    @Override
    public Map<String, String> names() {
        return names;
    }

    @Override
    public Object place() {
        return train;
    }

    @Override
    public String form() {
        String form = TableHead.of(train).separator() == '\t' ? "TSV" : "CSV";
        String unlabelled = test == null || has(Split.TEST) ? "" : "; " + test.name() + " has no labels";
        String partner = test != null && has(Split.TEST) ? ", the test part " + test.name() : "";
        return form + partner + (transposed ? ", turned upright as EMNIST must be" : "") + unlabelled;
    }

    /** {@inheritDoc} Competitions give images to be classified without their labels: they are no test part. */
    @Override
    public synchronized boolean has(Split split) {
        if (split == Split.TRAIN || test == null) {
            return split == Split.TRAIN;
        }
        if (testHasLabels == null) {
            testHasLabels = hasLabels(TableHead.of(test), TableHead.of(train));
        }
        return testHasLabels;
    }

    private boolean hasLabels(TableHead ofTest, TableHead ofTrain) {
        if (ofTest.header().isThere() && (named(ofTrain) || named(ofTest))) {
            return named(ofTest);
        }
        return ofTest.width() != ofTrain.width() - 1;
    }

    private boolean named(TableHead head) {
        return reading.labelColumn() == null
                ? head.header().labels() >= 0
                : head.header().find(reading.labelColumn()) >= 0;
    }

    @Override
    public LabelledImages read(Split split) {
        LabelledImages read = TableScan.read(split == Split.TRAIN ? trainColumns() : testColumns(), reading.range());
        return transposed ? new LabelledImages(ChangedImages.transposed(read.images()), read.labels()) : read;
    }

    private synchronized Columns trainColumns() {
        if (trainColumns == null) {
            trainColumns = Columns.of(TableHead.of(train), reading.labelColumn());
        }
        return trainColumns;
    }

    /** Where its header does not say where the labels are, they are where those for training are. */
    private Columns testColumns() {
        TableHead head = TableHead.of(test);
        boolean says = reading.labelColumn() != null || head.header().labels() >= 0;
        return Columns.of(
                head,
                says ? reading.labelColumn() : Integer.toString(trainColumns().label() + 1));
    }
}
