package mnist.store.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Frames records as TensorFlow does: the length (64 bits, little-endian) and its checksum, the content and its checksum
 * (32 bits each, CRC-32C, masked).
 */
final class EventFile {
    /** A checksum of data that hold checksums of themselves would be weak. */
    private static final int MASK = 0xa282ead8;

    private static final int TURN = 15;

    private EventFile() {}

    static void append(byte[] content, OutputStream out) throws IOException {
        byte[] length = littleEndian(Long.BYTES).putLong(content.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(content);
        out.write(checksum(content));
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        int masked = Integer.rotateRight((int) sum.getValue(), TURN) + MASK;
        return littleEndian(Integer.BYTES).putInt(masked).array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
