package mnist.picture;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mnist.data.DataException;

/** The pictures in a folder. */
public final class PictureFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff");

    private PictureFolder() {}

    /**
     * Those whose names end like a picture's, not those in folders below; 2.png comes before 10.png.
     *
     * @throws DataException if there are none or the folder cannot be read
     */
    public static List<Path> list(Path folder) {
        List<Path> pictures = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PictureFolder::isPicture)) {
            files.forEach(pictures::add);
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        } catch (DirectoryIteratorException e) {
            throw DataException.unreadable(folder, e.getCause());
        }
        if (pictures.isEmpty()) {
            throw DataException.about(
                    folder,
                    "holds no pictures",
                    "files that end in .png, .jpg, .bmp, .gif or .tif",
                    "none",
                    "name another folder; images of a data set are chosen with --data FOLDER --index N");
        }
        pictures.sort(Comparator.comparing(file -> file.getFileName().toString(), new NaturalOrder()));
        return pictures;
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending) && !name.startsWith(".") && !Files.isDirectory(file);
    }
}
