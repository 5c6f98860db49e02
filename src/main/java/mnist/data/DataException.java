package mnist.data;

import java.nio.file.Path;

/**
 * Data is missing, damaged or not what was asked for: the message is one line for the user, who can do something about
 * it.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** In the one form all complaints about a file have: {@code FILE: problem (expected E, found F); cure}. */
    static DataException about(Path file, String problem, Object expected, Object found, String cure) {
        return new DataException("%s: %s (expected %s, found %s); %s".formatted(file, problem, expected, found, cure));
    }

    static DataException about(Path file, String problem, String cure) {
        return new DataException("%s: %s; %s".formatted(file, problem, cure));
    }
}
