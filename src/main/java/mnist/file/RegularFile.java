package mnist.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files, and nothing that is none: a pipe may never be filled, and a device has no end. */
public final class RegularFile {
    private static final int MEGABYTE = 1 << 20;

    private RegularFile() {}

    /** Opens a file. @throws IOException also if the path is a folder, a pipe or a device */
    public static InputStream open(Path file) throws IOException {
        require(file);
        return Files.newInputStream(file);
    }

    /** A file's bytes. @throws IOException also if there are more than {@code most}, or it is no file */
    public static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(most);
            if (bytes.length == most && in.read() >= 0) {
                throw new FileSystemException(file.toString(), null, "it is larger than " + (most / MEGABYTE) + " MB");
            }
            return bytes;
        }
    }

    /** As {@link #read}, as a text in UTF-8. */
    public static String readText(Path file, int most) throws IOException {
        return new String(read(file, most), StandardCharsets.UTF_8);
    }

    /** Throws when {@code file} is not a file that can be read; {@code expected} says what it should have been. */
    public static void requireReadable(Path file, String expected) {
        switch (PathKind.known(file)) {
            case NOTHING -> throw StoreException.of(file, expected, "no such file", "check the path");
            case FOLDER -> throw StoreException.of(file, expected, "a directory", "name the file inside it");
            case OTHER -> throw StoreException.of(file, expected, "a pipe or a device", "name a file");
            default -> {}
        }
        try {
            file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
        } catch (AccessDeniedException e) {
            throw StoreException.of(file, expected, "a file that may not be read", "check its permissions");
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    /** @throws IOException if the path is no file */
    public static void require(Path file) throws IOException {
        switch (PathKind.of(file)) {
            case NOTHING -> throw new NoSuchFileException(file.toString());
            case FOLDER -> throw new FileSystemException(file.toString(), null, "it is a folder");
            case OTHER -> throw new FileSystemException(file.toString(), null, "it is a pipe or a device, no file");
            default -> {}
        }
    }

    /** What is in a folder, in no order. @throws IOException if it cannot be read, also half-way */
    public static List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
