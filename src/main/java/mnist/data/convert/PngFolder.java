package mnist.data.convert;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.TrainTest;

/**
 * A folder of pictures, {@code train/CLASS/00000.png} and {@code test/CLASS/00000.png}. The number is the image's place in
 * its part, so that the order can be found again.
 */
record PngFolder(Path folder) {
    private static final String CURE = "give the classes other names with --classes";

    /** @throws DataException if the classes cannot be folders */
    void write(TrainTest data, CountedImages images) throws IOException {
        List<String> names = folders(data.train().classNames());
        write("train", data.train(), names, images);
        write("test", data.test(), names, images);
    }

    private void write(String part, Dataset data, List<String> names, CountedImages images) throws IOException {
        List<Path> folders = new ArrayList<>();
        Files.createDirectory(folder.resolve(part));
        for (String name : names) {
            folders.add(folder.resolve(part).resolve(name));
            make(folders.get(folders.size() - 1));
        }
        GreyPng png = new GreyPng(data.rows(), data.columns());
        images.write(data, (index, pixels, offset) -> {
            String file = String.format(Locale.ROOT, "%05d.png", index);
            Files.write(folders.get(data.label(index)).resolve(file), png.bytes(pixels, offset));
        });
    }

    /** Some file systems take capitals and small letters for the same. */
    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw DataException.about(
                    folder, "two classes in one folder", "one", "names that differ in capitals alone", CURE);
        }
    }

    /** The folder of each class: its name, with other characters where a folder may not have its own. */
    private List<String> folders(ClassNames classes) {
        List<String> folders = new ArrayList<>();
        for (String name : classes.names()) {
            String safe = FolderName.of(name)
                    .orElseThrow(() -> DataException.about(
                            folder.getFileName(),
                            "a class that cannot have a folder",
                            "a name of letters or digits",
                            "\"" + name.replaceAll("\\p{Cntrl}", "?") + "\"",
                            CURE));
            int other = folders.indexOf(safe);
            if (other >= 0) {
                throw DataException.about(
                        safe,
                        "two classes in one folder",
                        "one",
                        "\"" + classes.name(other) + "\" and \"" + name + "\"",
                        CURE);
            }
            folders.add(safe);
        }
        return folders;
    }
}
