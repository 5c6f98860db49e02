package mnist.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/**
 * What the operating system said about a file, in people's words.
 *
 * @param cure null where there is none that fits
 */
public record IoFailure(String reason, String cure) {
    private static final String LOOP = "a symbolic link that leads back to itself";

    private static final Map<String, String> CURES = Map.of(
            "Too many open files",
            "close other programs, or allow more open files (ulimit -n)",
            "No space left on device",
            "free some space",
            "Disk quota exceeded",
            "free some space",
            "Input/output error",
            "check the disk",
            "File name too long",
            "choose a shorter name",
            "Read-only file system",
            "choose another folder",
            "it is a folder",
            "name a file in it",
            LOOP,
            "remove the link, or let it lead to a file");

    public static IoFailure of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return new IoFailure("permission denied", null);
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return new IoFailure("no such file or folder", null);
        }
        if (e instanceof FileAlreadyExistsException) {
            return new IoFailure("there is a file of that name", null);
        }
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        String reason = said == null
                ? "the system gives no reason"
                : said.startsWith("Too many levels of symbolic links") ? LOOP : said.replaceAll("\\s+", " ");
        return new IoFailure(
                reason,
                CURES.entrySet().stream()
                        .filter(entry -> reason.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null));
    }

    /** The reason and the cure, or another cure where none fits. */
    String withCure(String otherwise) {
        return reason + "; " + (cure == null ? otherwise : cure);
    }
}
