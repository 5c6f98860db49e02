package mnist.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/**
 * Which way up a photograph is: telephones store it as the sensor lay and note in the Exif data how to turn it. The
 * numbers are Exif's (tag 0x0112): 1 as it is, 2 mirrored, 3 upside down, 4 mirrored upside down, 5 transposed, 6 turn
 * right, 7 transposed the other way, 8 turn left.
 */
final class Orientation {
    static final int AS_IT_IS = 1;

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int START_OF_SCAN = 0xffda;
    private static final int APP1 = 0xffe1;

    /** Markers of segments are larger. */
    private static final int SEGMENTS = 0xff00;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private Orientation() {}

    /**
     * What a JPEG says of itself; {@link #AS_IT_IS} where it says nothing, and for other formats. Java's own metadata
     * would do, but they are refused where the segments are not in the order of the standard, as in many telephones'.
     *
     * @param in at the start of the file, where it is left
     */
    static int of(ImageInputStream in) throws IOException {
        in.mark();
        try {
            if (in.readUnsignedShort() == START_OF_IMAGE) {
                int marker = in.readUnsignedShort();
                while (marker > SEGMENTS && marker != START_OF_SCAN) {
                    byte[] segment = new byte[Math.max(0, in.readUnsignedShort() - Short.BYTES)];
                    in.readFully(segment);
                    if (marker == APP1 && isExif(segment)) {
                        return inExif(segment);
                    }
                    marker = in.readUnsignedShort();
                }
            }
        } catch (EOFException e) {
            // The decoder will say that the file is cut off.
        } finally {
            in.reset();
        }
        return AS_IT_IS;
    }

    private static boolean isExif(byte[] bytes) {
        return bytes.length > EXIF.length
                && ByteBuffer.wrap(bytes, 0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    /** Searches the first directory of the TIFF structure that follows the name. */
    private static int inExif(byte[] bytes) {
        ByteBuffer tiff =
                ByteBuffer.wrap(bytes, EXIF.length, bytes.length - EXIF.length).slice();
        try {
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY_BYTES;
                if ((tiff.getShort(entry) & 0xffff) == TAG) {
                    int value = tiff.getShort(entry + 8);
                    return value >= 1 && value <= 8 ? value : AS_IT_IS;
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            // A note that is damaged is no reason to refuse the photograph.
        }
        return AS_IT_IS;
    }

    /** The picture as it should be looked at. */
    static Picture upright(Picture stored, int orientation) {
        if (orientation == AS_IT_IS) {
            return stored;
        }
        boolean turned = orientation >= 5;
        int rows = turned ? stored.columns() : stored.rows();
        int columns = turned ? stored.rows() : stored.columns();
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        byte[] pixels = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int y = turned ? column : row;
                int x = turned ? row : column;
                y = fromBottom ? stored.rows() - 1 - y : y;
                x = fromRight ? stored.columns() - 1 - x : x;
                pixels[row * columns + column] = (byte) stored.at(y, x);
            }
        }
        return new Picture(rows, columns, pixels);
    }
}
