package mnist.file;

import java.io.IOException;
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

    /** Text from inside a file, made fit for a one-line message: quoted, without control characters, not too long. */
    public static String quote(String text) {
        int limit = 60;
        String shown = text.length() > limit ? text.substring(0, limit) + "..." : text;
        return '"' + shown.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?") + '"';
    }
}
