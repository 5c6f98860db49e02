package mnist.picture;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import mnist.data.DataException;

/** The pictures in a folder. */
public final class PictureFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff");
    private static final Pattern BETWEEN_NUMBER_AND_TEXT = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

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
        pictures.sort(Comparator.comparing(file -> file.getFileName().toString(), PictureFolder::compareNames));
        return pictures;
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending) && !name.startsWith(".") && !Files.isDirectory(file);
    }

    /** As people sort names: numbers in them by their value, letters alike whether capital or small. */
    private static int compareNames(String a, String b) {
        int order = Arrays.compare(
                BETWEEN_NUMBER_AND_TEXT.split(a, -1),
                BETWEEN_NUMBER_AND_TEXT.split(b, -1),
                PictureFolder::compareParts);
        return order == 0 ? a.compareTo(b) : order;
    }

    private static int compareParts(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareToIgnoreCase(b);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
