package mnist.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The operating system's refusals in one line each. */
public final class FileErrors {
    private FileErrors() {}

    /** Throws when {@code file} is not a file that can be read; {@code expected} says what it should have been. */
    public static void requireReadable(Path file, String expected) {
        if (Files.isDirectory(file)) {
            throw StoreException.of(file, "a directory", expected, "name the file inside it");
        }
        if (!Files.exists(file)) {
            throw StoreException.of(file, "no such file", expected, "check the path");
        }
        if (!Files.isReadable(file)) {
            throw StoreException.of(file, "a file that may not be read", expected, "check its permissions");
        }
    }

    public static StoreException reading(Path file, IOException e) {
        return new StoreException(file + ": cannot be read: " + reason(e), e);
    }

    public static StoreException writing(Path file, IOException e) {
        return new StoreException(
                file + ": cannot be written: " + reason(e) + "; check the folder, its permissions and the free space",
                e);
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
}
