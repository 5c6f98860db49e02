package mnist.file;

import java.nio.file.Path;

/** A file could not be read or written. The message is one line for people: file, found, expected, cure. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public static StoreException of(Path file, String found, String expected, String cure) {
        return new StoreException(file + ": found " + found + ", expected " + expected + "; " + cure);
    }

    /** Text from inside a file, made fit for a one-line message: quoted, without control characters, not too long. */
    public static String quote(String text) {
        int limit = 60;
        String shown = text.length() > limit ? text.substring(0, limit) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
