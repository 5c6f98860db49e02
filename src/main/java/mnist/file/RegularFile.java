package mnist.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
                throw new FileSystemException(
                        file.toString(), null, "it is larger than %,d MB".formatted(most / MEGABYTE));
            }
            return bytes;
        }
    }

    /** As {@link #read}, as a text in UTF-8. */
    public static String readText(Path file, int most) throws IOException {
        return new String(read(file, most), StandardCharsets.UTF_8);
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
