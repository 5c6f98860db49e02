package mnist.data.idx;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import mnist.data.DataException;

/** The numbers of an IDX file of any type and rank, or the first of them. For looking at files. */
public final class IdxArray {
    private final IdxHeader header;
    private final ByteBuffer content;

    private IdxArray(IdxHeader header, byte[] content) {
        this.header = header;
        this.content = ByteBuffer.wrap(content);
    }

    /**
     * Reads at most the first {@code most} numbers.
     *
     * @throws DataException if the file is missing or damaged
     */
    public static IdxArray read(Path path, int most) {
        try (IdxReader reader = IdxReader.open(path)) {
            IdxHeader header = reader.header();
            int bytesEach = header.type().bytes;
            long count = Math.min(most, header.contentBytes() / bytesEach);
            byte[] content = new byte[Math.toIntExact(count * bytesEach)];
            reader.read(content, 0, content.length);
            if (reader.remaining() == 0) {
                reader.finish();
            }
            return new IdxArray(header, content);
        }
    }

    /** Of the whole file. */
    public IdxHeader header() {
        return header;
    }

    /** How many numbers were read. */
    public int count() {
        return content.capacity() / header.type().bytes;
    }

    /** Number {@code index} in the order of the file. */
    public double value(int index) {
        int at = index * header.type().bytes;
        return switch (header.type()) {
            case UNSIGNED_BYTE -> content.get(at) & 0xff;
            case SIGNED_BYTE -> content.get(at);
            case SHORT -> content.getShort(at);
            case INT -> content.getInt(at);
            case FLOAT -> content.getFloat(at);
            case DOUBLE -> content.getDouble(at);
        };
    }
}
