package mnist.data.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.source.FoundSource;
import mnist.data.source.ImageSource;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import mnist.file.FileKind;
import mnist.file.RegularFile;

/**
 * Finds data sets in tables, CSV or TSV, by the files' names: {@code train.csv} and {@code test.csv}, {@code
 * mnist_train.csv.gz} and {@code mnist_test.csv.gz}, and so on.
 */
public final class TableSets {
    /** Of a table of images: a label and four pixels. Lists of pictures in files have fewer columns. */
    private static final int LEAST_COLUMNS = 5;

    private TableSets() {}

    /** A table by what its name says. */
    private record Named(TableName name, FilePlace place) {}

    /** The tables of one set. */
    private static final class Set {
        private Named train;
        private Named test;
        private Named whole;

        void add(Named table) {
            if (table.name.part() == TableName.Part.TRAIN) {
                train = better(train, table);
            } else if (table.name.part() == TableName.Part.TEST) {
                test = better(test, table);
            } else {
                whole = better(whole, table);
            }
        }

        private static Named better(Named one, Named other) {
            return one != null && one.name.rank() <= other.name.rank() ? one : other;
        }

        Named first() {
            return train != null ? train : whole != null ? whole : test;
        }

        TableSource source(Reading reading) {
            Named first = first();
            FilePlace other = train == null || test == null ? null : test.place;
            return new TableSource(first.place, other, first.name.emnist(), reading);
        }
    }

    /**
     * All data sets among the files. In a folder with tables whose names say train, others are none: competitions have
     * examples of answers there.
     */
    public static List<FoundSource> in(FileTree tree, Reading reading) {
        Map<String, Map<String, Set>> folders = new TreeMap<>();
        tree.files().forEach((path, place) -> {
            int slash = path.lastIndexOf('/');
            TableName name = TableName.of(path.substring(slash + 1));
            if (name != null && looksLikeImages(place, name.part())) {
                folders.computeIfAbsent(path.substring(0, Math.max(0, slash)), key -> new TreeMap<>())
                        .computeIfAbsent(name.set(), key -> new Set())
                        .add(new Named(name, place));
            }
        });
        List<FoundSource> found = new ArrayList<>();
        folders.forEach((folder, sets) -> found.addAll(in(folder, List.copyOf(sets.values()), reading)));
        return found;
    }

    private static List<FoundSource> in(String folder, List<Set> sets, Reading reading) {
        List<Set> withTrain = sets.stream().filter(set -> set.train != null).toList();
        List<Set> chosen = withTrain.isEmpty() ? sets : withTrain;
        return chosen.stream()
                .map(set -> new FoundSource(
                        folder, chosen.size() == 1 ? null : set.first().name.split(), set.source(reading)))
                .toList();
    }

    /** Whatever cannot be read is taken for one: to leave it out would hide why. */
    private static boolean looksLikeImages(FilePlace place, TableName.Part part) {
        try {
            TableHead head = TableHead.of(place);
            boolean named = head.header().labels() >= 0 || part != null;
            return head.isPage() || (head.width() >= LEAST_COLUMNS && (named || hasPixels(head.width())));
        } catch (DataException e) {
            return true;
        }
    }

    /** Whether beside a label, and perhaps a number of the image, there are as many columns as a square has pixels. */
    private static boolean hasPixels(int width) {
        return isSquare(width - 1) || isSquare(width - 2);
    }

    private static boolean isSquare(int number) {
        long root = Math.round(Math.sqrt(number));
        return root * root == number;
    }

    /** Whether a file is a table, by its name or, without an ending that says it, by what it holds. */
    public static boolean isTable(FilePlace file) {
        if (TableName.of(file.name()) != null) {
            return true;
        }
        try {
            TableHead head = TableHead.of(file);
            return FileKind.isText(head.start()) && head.width() >= LEAST_COLUMNS;
        } catch (DataException e) {
            return false;
        }
    }

    /** A table, and the test table beside it if its name says that it is for training. */
    public static LabelledSource of(FilePlace file, Reading reading) {
        TableName name = TableName.of(file.name());
        boolean emnist = name != null && name.emnist();
        if (name == null || name.part() != TableName.Part.TRAIN) {
            return new TableSource(file, null, emnist, reading);
        }
        Set set = new Set();
        for (FilePlace each : beside(file)) {
            TableName other = TableName.of(each.name());
            if (other != null
                    && other.part() == TableName.Part.TEST
                    && other.set().equals(name.set())) {
                set.add(new Named(other, each));
            }
        }
        return new TableSource(file, set.test == null ? null : set.test.place, emnist, reading);
    }

    /** The images of a table, whether it has labels or not. @throws DataException if it is not what it should be */
    public static ImageSource images(FilePlace file, Reading reading) {
        return TableScan.read(Columns.ofImages(TableHead.of(file), reading.labelColumn()), reading.range())
                .images();
    }

    private static List<FilePlace> beside(FilePlace file) {
        if (file.isInArchive()) {
            String folder = folder(file.entry().name());
            Stream<Archive.Entry> entries = file.entry().archive().files().stream();
            return entries.filter(entry -> folder(entry.name()).equals(folder))
                    .map(entry -> new FilePlace(file.file(), entry))
                    .toList();
        }
        try {
            Path folder = file.file().toAbsolutePath().getParent();
            return RegularFile.list(folder).stream().map(FilePlace::of).toList();
        } catch (IOException e) {
            // The file itself may be readable nevertheless.
            return List.of();
        }
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
