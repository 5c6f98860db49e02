package mnist.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
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
        return new StoreException(
                file + ": cannot be read: " + IoFailure.of(e).withCure("check the path and its permissions"), e);
    }

    /** The operating system does not let a file or folder be written. */
    public static StoreException writing(Path file, IOException e) {
        return new StoreException(
                file + ": cannot be written: "
                        + IoFailure.of(e).withCure("check the folder, its permissions and the free space"),
                e);
    }

    /** Throws when {@code file} is not a file that can be read; {@code expected} says what it should have been. */
    public static void requireReadable(Path file, String expected) {
        switch (PathKind.known(file)) {
            case NOTHING -> throw of(file, expected, "no such file", "check the path");
            case FOLDER -> throw of(file, expected, "a directory", "name the file inside it");
            case OTHER -> throw of(file, expected, "a pipe or a device", "name a file");
            default -> {}
        }
        try {
            file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
        } catch (AccessDeniedException e) {
            throw of(file, expected, "a file that may not be read", "check its permissions");
        } catch (IOException e) {
            throw reading(file, e);
        }
    }

    /** Text from inside a file, made fit for a one-line message: quoted, without control characters, not too long. */
    public static String quote(String text) {
        int limit = 60;
        String shown = text.length() > limit ? text.substring(0, limit) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
