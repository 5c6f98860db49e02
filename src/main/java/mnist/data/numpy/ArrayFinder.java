package mnist.data.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.data.DataException;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.file.FileKind;
import mnist.file.RegularFile;

/** Lists the arrays among files, with those in .npz files. */
final class ArrayFinder {
    private static final String ARRAY = ".npy";
    private static final String ARCHIVE = ".npz";

    /** Each is opened to see what is in it. */
    private static final int MOST_ARCHIVES = 100;

    private final List<NamedArray> arrays = new ArrayList<>();

    /** Why an .npz file was left out. */
    private final List<DataException> complaints = new ArrayList<>();

    private int archives;

    /** @param files by their paths */
    ArrayFinder(Map<String, FilePlace> files) {
        files.forEach((path, place) -> {
            if (isArray(path)) {
                arrays.add(new NamedArray(folder(path), stem(path), place));
            } else if (isArchive(path) && ++archives <= MOST_ARCHIVES) {
                addArchive(path, place);
            }
        });
    }

    static boolean isArray(String path) {
        return endsWith(path, ARRAY);
    }

    static boolean isArchive(String path) {
        return endsWith(path, ARCHIVE);
    }

    private static boolean endsWith(String path, String ending) {
        return path.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(0, name.length() - ARRAY.length());
    }

    List<NamedArray> arrays() {
        return arrays;
    }

    List<DataException> complaints() {
        return complaints;
    }

    private void addArchive(String path, FilePlace place) {
        try {
            List<Archive.Entry> entries = entries(place);
            if (entries.size() == 1) {
                // One array alone, which numpy.savez then calls arr_0, goes by the name of its file.
                arrays.add(new NamedArray(folder(path), stem(path), new FilePlace(place.file(), entries.get(0))));
                return;
            }
            for (Archive.Entry entry : entries) {
                arrays.add(new NamedArray(path, stem(entry.name()), new FilePlace(place.file(), entry)));
            }
        } catch (DataException e) {
            complaints.add(e);
        }
    }

    /** The arrays in an .npz file. @throws DataException if it is damaged, or none */
    static List<Archive.Entry> entries(FilePlace file) {
        return archive(file).files().stream()
                .filter(entry -> isArray(entry.name()))
                .toList();
    }

    /** An .npz file as what it is. @throws DataException if it is none */
    static Archive archive(FilePlace file) {
        if (file.isInArchive()) {
            throw DataException.about(file, "is an archive in an archive", "unpack the outer one, and name the folder");
        }
        return Archive.of(file.file())
                .orElseThrow(() -> DataException.about(
                        file, "is no .npz file", "a zip archive of .npy files", kind(file), "get the file again"));
    }

    private static String kind(FilePlace file) {
        try (InputStream in = RegularFile.open(file.file())) {
            return FileKind.of(in.readNBytes(FileKind.START_BYTES));
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }
}
