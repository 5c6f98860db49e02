package mnist.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A folder for data cannot be written to. */
public final class UnwritableException extends DataException {
    private static final long serialVersionUID = 1L;

    public UnwritableException(Path folder, IOException e) {
        super(
                "%s: cannot be written: %s; name another folder, or give yourself the right and space to write"
                        .formatted(folder, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason.replaceAll("\\s+", " ");
    }
}
