package mnist.data.idx;

import java.nio.file.Path;
import mnist.data.DataException;
import mnist.data.Storage;

/** The images of an IDX file, in memory. */
public final class IdxImages {
    private static final String OTHER_FILE = "is it the right file? Otherwise fetch it again";
    private static final int MAX_PIXELS = 1 << 20;

    private final int count;
    private final int rows;
    private final int columns;
    private final byte[] pixels;

    private IdxImages(IdxHeader header, byte[] pixels) {
        count = (int) header.size(0);
        rows = (int) header.size(1);
        columns = (int) header.size(2);
        this.pixels = pixels;
    }

    /**
     * Reads a file of images x rows x columns unsigned bytes.
     *
     * @throws DataException if it is missing, damaged, something else, or too large for memory
     */
    public static IdxImages read(Path path) {
        try (IdxReader reader = IdxReader.open(path)) {
            checkHeader(reader);
            return readAll(reader);
        }
    }

    static IdxImages readAll(IdxReader reader) {
        IdxHeader header = reader.header();
        if (header.contentBytes() > Storage.mostBytes()) {
            throw DataException.about(
                    reader.path(),
                    "too large for memory",
                    "%,d MB at most".formatted(Storage.mostBytes() >> 20),
                    "%,d MB".formatted(header.contentBytes() >> 20),
                    "give more memory with -Xmx");
        }
        byte[] pixels = new byte[(int) header.contentBytes()];
        reader.read(pixels, 0, pixels.length);
        reader.finish();
        return new IdxImages(header, pixels);
    }

    /** Makes sure that the file holds unsigned bytes, images x rows x columns, and is not empty. */
    static void checkHeader(IdxReader reader) {
        reader.requireBytes(3, "images x rows x columns");
        IdxHeader header = reader.header();
        if (header.contentBytes() == 0) {
            throw DataException.about(reader.path(), "holds no images", "1 image or more", header, OTHER_FILE);
        }
        if (header.size(0) > Integer.MAX_VALUE - 8
                || header.size(1) > MAX_PIXELS
                || header.size(2) > MAX_PIXELS
                || header.size(1) * header.size(2) > MAX_PIXELS) {
            throw DataException.about(
                    reader.path(), "too large", "fewer than 2^31 images of up to 2^20 pixels", header, OTHER_FILE);
        }
    }

    public int count() {
        return count;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** All bytes: count x rows x columns; the array itself, not a copy. */
    public byte[] pixels() {
        return pixels;
    }
}
