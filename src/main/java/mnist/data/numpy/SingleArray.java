package mnist.data.numpy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.data.DataException;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.numpy.ArrayGroup.NamedPair;
import mnist.data.source.Reading;
import mnist.file.RegularFile;

/** A file that holds one array, that of the images; their labels, and images for testing, lie beside it. */
final class SingleArray {
    private final FilePlace file;
    private final Reading reading;
    private final NamedArrays beside;

    private SingleArray(FilePlace file, Reading reading) {
        this.file = file;
        this.reading = reading;
        beside = new NamedArrays(new ArrayFinder(neighbours(file)).arrays());
    }

    /** @throws DataException if the labels are not found */
    static NumpySource of(FilePlace file, Reading reading) {
        return new SingleArray(file, reading).source();
    }

    /** The files in the same folder by their names. */
    private static Map<String, FilePlace> neighbours(FilePlace file) {
        Map<String, FilePlace> files = new TreeMap<>();
        try {
            if (file.isInArchive()) {
                String folder = folder(file.entry());
                for (Archive.Entry entry : file.entry().archive().files()) {
                    FilePlace place = new FilePlace(file.file(), entry);
                    if (folder(entry).equals(folder)) {
                        files.put(place.name(), place);
                    }
                }
            } else {
                for (Path each : RegularFile.list(file.file().toAbsolutePath().getParent())) {
                    FilePlace place = FilePlace.of(file.file().resolveSibling(each.getFileName()));
                    files.put(place.name(), place);
                }
            }
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
        return files;
    }

    private static String folder(Archive.Entry entry) {
        return entry.name().substring(0, entry.name().lastIndexOf('/') + 1);
    }

    private NumpySource source() {
        NamedArray images = new NamedArray("", stem(), place());
        if (reading.labelArray() == null
                && images.meaning().filter(name -> !name.images()).isPresent()) {
            throw DataException.about(
                    file,
                    "labels, to go by the name",
                    "images, for example " + ArrayName.partner(images.name()),
                    images.name(),
                    "name the file of the images");
        }
        NamedArray labels = labels(images).orElseThrow(() -> noLabels(images));
        NamedPair train = new NamedPair(images, labels);
        return beside.source(train, beside.test(train), "", reading);
    }

    private String stem() {
        return file.name().replaceFirst("\\.[^.]*$", "");
    }

    /** The array itself, which may be the only one in an .npz file. */
    private FilePlace place() {
        return ArrayFinder.isArchive(file.name())
                ? new FilePlace(file.file(), ArrayFinder.entries(file).get(0))
                : file;
    }

    private Optional<NamedArray> labels(NamedArray images) {
        String name = reading.labelArray();
        if (name == null) {
            return beside.partner(images);
        }
        Optional<NamedArray> called = beside.called(name).stream().findFirst();
        return called.isPresent() || file.isInArchive()
                ? called
                : Optional.of(new NamedArray("", name, FilePlace.of(file.file().resolveSibling(name))));
    }

    private DataException noLabels(NamedArray images) {
        String expected = reading.labelArray() == null ? ArrayName.partner(images.name()) : reading.labelArray();
        return DataException.about(
                file,
                "no labels beside it",
                expected,
                beside.names(),
                "name their file, for example --label-array " + expected + ".npy");
    }
}
