package mnist.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStream;

/**
 * The directories of a TIFF file, one a page, each of which says where the next one is (TIFF 6.0, section 2). The decoder
 * believes them: it would follow a circle of directories for ever, and take memory for whatever a field claims to hold.
 */
final class TiffDirectories {
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4d4d;
    private static final int MAGIC = 42;

    /** Bytes of a value by its type, from 1 on: byte, ASCII, short, long, rational, and so on. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /** Values of so many bytes stand in the field itself. */
    private static final int INLINE_BYTES = 4;

    private final ImageInputStream in;
    private final Set<Long> visited = new HashSet<>();

    private TiffDirectories(ImageInputStream in) {
        this.in = in;
    }

    /**
     * How many pages the file has.
     *
     * @param in at the start of the file, where it is left
     * @throws IIOException if the directories lead in a circle, or a field reaches beyond the end of the file
     */
    static int pages(ImageInputStream in) throws IOException {
        in.mark();
        ByteOrder order = in.getByteOrder();
        try {
            int mark = in.readUnsignedShort();
            in.setByteOrder(mark == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            boolean isTiff = (mark == LITTLE_ENDIAN || mark == BIG_ENDIAN) && in.readUnsignedShort() == MAGIC;
            if (!isTiff) {
                throw new IIOException("not a TIFF file");
            }
            return new TiffDirectories(in).count();
        } catch (EOFException e) {
            throw new IIOException("cut off within its directory", e);
        } finally {
            in.setByteOrder(order);
            in.reset();
        }
    }

    private int count() throws IOException {
        int pages = 0;
        for (long place = in.readUnsignedInt(); place != 0; place = in.readUnsignedInt()) {
            if (!visited.add(place)) {
                throw new IIOException("its directories lead in a circle");
            }
            in.seek(place);
            for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
                checkField();
            }
            pages++;
        }
        return pages;
    }

    private void checkField() throws IOException {
        in.readUnsignedShort();
        int type = in.readUnsignedShort();
        long count = in.readUnsignedInt();
        long bytes = count * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0);
        long place = in.readUnsignedInt();
        if (bytes > INLINE_BYTES) {
            in.mark();
            in.seek(place + bytes - 1);
            boolean isWithin = in.read() >= 0;
            in.reset();
            if (!isWithin) {
                throw new IIOException("a field of " + count + " values reaches beyond its end");
            }
        }
    }
}
