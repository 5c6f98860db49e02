package mnist.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file could not be read or written. The message is one line for people: file, expected, found, cure. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param place the file, with the place in it if that is known */
    public static StoreException of(Object place, Object expected, Object found, String cure) {
        return new StoreException(place + ": expected " + expected + ", found " + found + "; " + cure);
    }

    /** The operating system does not let a file be read. */
    public static StoreException reading(Path file, IOException e) {
        return new StoreException(file + ": cannot be read: " + reason(e), e);
    }

    /** The operating system does not let a file or folder be written. */
    public static StoreException writing(Path file, IOException e) {
        return new StoreException(
                file + ": cannot be written: " + reason(e) + "; check the folder, its permissions and the free space",
                e);
    }

    /** Throws when {@code file} is not a file that can be read; {@code expected} says what it should have been. */
    public static void requireReadable(Path file, String expected) {
        if (Files.isDirectory(file)) {
            throw of(file, expected, "a directory", "name the file inside it");
        }
        if (!Files.exists(file)) {
            throw of(file, expected, "no such file", "check the path");
        }
        if (!Files.isReadable(file)) {
            throw of(file, expected, "a file that may not be read", "check its permissions");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason.replaceAll("\\s+", " ");
    }

    /** Text from inside a file, made fit for a one-line message: quoted, without control characters, not too long. */
    public static String quote(String text) {
        int limit = 60;
        String shown = text.length() > limit ? text.substring(0, limit) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
