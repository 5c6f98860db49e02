package mnist.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import mnist.file.IoFailure;

/**
 * Data is missing, damaged or not what was asked for: the message is one line for the user, who can do something about
 * it.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** In the one form that all complaints about data have: {@code FILE: problem (expected E, found F); cure}. */
    public static DataException about(Object file, String problem, Object expected, Object found, String cure) {
        return new DataException("%s: %s (expected %s, found %s); %s".formatted(file, problem, expected, found, cure));
    }

    public static DataException about(Object file, String problem, String cure) {
        return new DataException("%s: %s; %s".formatted(file, problem, cure));
    }

    /** Another run of this program has kept the folder locked for too long. */
    public static DataException inUse(Path folder) {
        return about(folder, "is being filled by another run", "wait for it to end");
    }

    /** What to tell the user about a file that cannot be opened, whatever it holds. */
    public static DataException unreadable(Object file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return about(file, "no such file", "check the path, or fetch the data first");
        }
        if (e instanceof AccessDeniedException) {
            return about(file, "may not be read (permission denied)", "give yourself the right to read it");
        }
        IoFailure failure = IoFailure.of(e);
        String cure = failure.cure() == null ? "check the file" : failure.cure();
        return new DataException("%s: cannot be read: %s; %s".formatted(file, failure.reason(), cure), e);
    }
}
