package mnist.data.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.idx.IdxReader;
import mnist.data.idx.IdxSource;
import mnist.data.idx.LabelledFiles;
import mnist.data.numpy.NumpySets;
import mnist.data.source.ChangedImages;
import mnist.data.source.FoundSource;
import mnist.data.source.ImageSource;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;
import mnist.data.source.SourceSearch;
import mnist.data.table.TableSets;
import mnist.data.table.TableSource;
import mnist.file.FileKind;
import mnist.file.RegularFile;

/** Finds out by content what a path holds, and how it is read. */
public final class SourceFinder {
    private static final String EXPECTED = "IDX files, a CSV file, an .npz file, or folders of pictures by class";

    private static final Pattern PICTURE = Pattern.compile("(?i)[.](png|jpe?g|bmp|gif|tiff?|webp)$");

    private final Reading reading;
    private final List<SourceSearch> searches;

    /** @param pictures finds pictures in folders, where there is nothing else */
    public SourceFinder(Reading reading, SourceSearch pictures) {
        this.reading = reading;
        searches = List.of(IdxSets::in, TableSets::in, NumpySets::in, pictures);
    }

    /**
     * The data set of a folder, of a file, or of an archive.
     *
     * @throws DataException if there is none, or several of which none is chosen
     */
    public LabelledSource find(Path path) {
        return switch (DataFolder.kind(path)) {
            case FOLDER -> inFolder(path);
            case FILE -> inFile(path);
            default -> throw DataException.about(path, "no such folder or file", "check the path");
        };
    }

    /**
     * Both parts of what lies at a path, read as it is: IDX files, a CSV table or an .npz file.
     *
     * @throws DataException if there is nothing of the kind, or it is damaged
     */
    public static TrainTest read(Path path) {
        LabelledSource source = new SourceFinder(Reading.PLAIN, (tree, reading) -> List.of()).find(path);
        return new SourceReader(source, DataFolder.nameOf(path), Reading.PLAIN, null, Storage.AUTO).both();
    }

    /** Whether four IDX files lie at a path, below it, or in the archive that it is. */
    public static boolean holdsIdx(Path path) {
        try {
            return new SourceFinder(Reading.PLAIN, (tree, how) -> List.of()).find(path) instanceof IdxSource idx
                    && Stream.of(idx.trainImages(), idx.trainLabels(), idx.testImages(), idx.testLabels())
                            .noneMatch(Objects::isNull);
        } catch (DataException e) {
            return false;
        }
    }

    private LabelledSource inFolder(Path folder) {
        if (reading.split() == null && DataFolder.holdsSome(folder)) {
            return DataFolder.source(folder, reading);
        }
        return one(FileTree.of(folder));
    }

    /** Whether a file can be a data set by itself, by its first bytes. @throws DataException if it cannot be read */
    public static boolean isDataSet(Path file) {
        return Archive.of(file).isPresent() || isArray(file) || TableSets.isTable(FilePlace.of(file));
    }

    /**
     * The images of an IDX file, a table or an .npy file, with or without labels; empty for any other file. EMNIST's, by
     * their names, are turned upright.
     *
     * @throws DataException if they are not what they should be
     */
    public static Optional<ImageSource> images(Path file, Reading reading) {
        FilePlace place = FilePlace.of(file);
        if (isArray(file)) {
            return Optional.of(ChangedImages.of(NumpySets.images(place, reading), reading));
        }
        if (IdxReader.isIdx(place)) {
            ImageSource images = LabelledFiles.images(place, reading.range());
            ImageSource upright = IdxSets.isTransposed(place.name()) ? ChangedImages.transposed(images) : images;
            return Optional.of(ChangedImages.of(upright, reading));
        }
        return TableSets.isTable(place)
                ? Optional.of(ChangedImages.of(TableSets.images(place, reading), reading))
                : Optional.empty();
    }

    private LabelledSource inFile(Path file) {
        Optional<Archive> archive = Archive.of(file);
        if (archive.isPresent() && !kind(file).equals(FileKind.WORKBOOK)) {
            return one(FileTree.of(archive.get()));
        }
        if (isArray(file)) {
            return NumpySets.of(FilePlace.of(file), reading);
        }
        if (TableSets.isTable(FilePlace.of(file))) {
            return TableSets.of(FilePlace.of(file), reading);
        }
        byte[] start = start(file);
        throw DataException.about(
                file,
                "is no data set",
                EXPECTED,
                FileKind.of(start),
                FileKind.replacing(start).orElseGet(() -> cure(file, start)));
    }

    private static String cure(Path file, byte[] start) {
        if (FileKind.isIdx(start)) {
            return "name the folder that holds all four IDX files, for example "
                    + file.toAbsolutePath().getParent();
        }
        String kind = FileKind.of(start);
        if (kind.endsWith(" picture")) {
            return "name a folder with a folder of pictures for each class, as cat/" + file.getFileName()
                    + "; 'mnist predict RUN PICTURE' says what one shows";
        }
        return kind.equals(FileKind.MODEL)
                ? "that holds weights, which 'mnist eval' and others take; name the images"
                : "name a folder or a file of these, or save it as a CSV file, a line an image: label,pixel,pixel,...";
    }

    private static boolean isArray(Path file) {
        return FileKind.isArray(start(file));
    }

    private static String kind(Path file) {
        return FileKind.of(start(file));
    }

    private static byte[] start(Path file) {
        try (InputStream in = RegularFile.open(file)) {
            return in.readNBytes(FileKind.START_BYTES);
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    /** The only data set among the files, or the one that was chosen. */
    private LabelledSource one(FileTree tree) {
        List<FoundSource> found = new ArrayList<>();
        for (SourceSearch search : searches) {
            found.addAll(found.isEmpty() ? search.in(tree, reading) : List.of());
        }
        if (found.isEmpty()) {
            NumpySets.complaint(tree, reading).ifPresent(complaint -> {
                throw complaint;
            });
            throw DataException.about(tree.root(), "holds no data set", EXPECTED, found(tree), cure(tree));
        }
        List<FoundSource> chosen = found.stream()
                .filter(set -> reading.split() == null || reading.split().equals(set.split()))
                .toList();
        if (chosen.size() == 1) {
            return named(chosen.get(0), tree);
        }
        throw several(tree, found);
    }

    private static LabelledSource named(FoundSource set, FileTree tree) {
        String split = set.split() == null ? "" : set.split();
        return set.source() instanceof TableSource table
                ? table.withNames(ClassFile.names(tree, set.folder(), split))
                : set.source();
    }

    private RuntimeException several(FileTree tree, List<FoundSource> found) {
        String splits = found.stream()
                .map(FoundSource::split)
                .filter(split -> split != null)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (reading.split() != null) {
            return new InvalidSetting(
                    "split",
                    reading.split()
                            + (splits.isEmpty()
                                    ? ": has no effect, as there is one data set in " + tree.root()
                                            + "; leave it out, or name EMNIST, --data emnist"
                                    : ": expected one of those in " + tree.root() + ": " + splits));
        }
        if (!splits.isEmpty()) {
            return DataException.about(
                    tree.root(),
                    "several data sets",
                    "one",
                    splits,
                    "choose one, for example --split " + splits.split(",", -1)[0]);
        }
        return DataException.about(
                tree.root(),
                "several data sets",
                "one",
                found.size() + ", for example in " + found.get(0).folder() + " and "
                        + found.get(1).folder(),
                "name one of them");
    }

    /** Pictures may lie there without folders that say what they show. */
    private static String cure(FileTree tree) {
        Set<String> names = tree.files().keySet();
        if (names.contains("best.safetensors")) {
            return "that is a training run, which 'mnist eval', 'mnist verify' and others take; name the images' folder";
        }
        if (names.stream().anyMatch(name -> name.endsWith("/best.safetensors"))) {
            return "those are training runs, which 'mnist compare' and others take; name the images' folder";
        }
        if (names.stream().anyMatch(name -> name.endsWith("/data.pkl"))) {
            return "that is a file of PyTorch: save the images there with"
                    + " numpy.savez(\"data.npz\", x_train=..., y_train=..., x_test=..., y_test=...)";
        }
        return tree.files().keySet().stream()
                .filter(name -> PICTURE.matcher(name).find())
                .findFirst()
                .map(name -> "sort the pictures into a folder for each class, as "
                        + tree.root().resolve("cat").resolve(name.substring(name.lastIndexOf('/') + 1)))
                .orElse("name a folder or a file that holds one of these");
    }

    private static String found(FileTree tree) {
        return tree.files().isEmpty()
                ? "no files"
                : tree.files().size()
                        + (tree.files().size() == 1 ? " file, " : " files, for example ")
                        + tree.files().firstKey();
    }
}
