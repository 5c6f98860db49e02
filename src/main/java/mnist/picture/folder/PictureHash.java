package mnist.picture.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.source.Reading;
import mnist.file.Sha256;

/** Tells sets of pictures apart by the names, sizes and times of their files, and by how they are to be prepared. */
final class PictureHash {
    /** Another way to make images of pictures gets another number. */
    private static final int VERSION = 1;

    private static final int DIGITS = 16;

    private PictureHash() {}

    /** Letters and digits, for the name of a folder. */
    static String of(Map<Split, List<LabelledPicture>> parts, Reading reading) {
        Sha256 hash = new Sha256();
        add(hash, "version " + VERSION, reading.prepare(), reading.resize(), reading.pictureSize());
        parts.forEach((split, pictures) -> {
            add(hash, split);
            pictures.forEach(picture -> add(hash, picture.path(), state(picture.place())));
        });
        return "pictures-" + hash.hex().substring(0, DIGITS);
    }

    private static String state(FilePlace place) {
        try {
            Path file = place.file();
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return file.toAbsolutePath() + " " + found.size() + " " + found.lastModifiedTime();
        } catch (IOException e) {
            throw DataException.unreadable(place, e);
        }
    }

    private static void add(Sha256 hash, Object... words) {
        for (Object word : words) {
            hash.add((word + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
