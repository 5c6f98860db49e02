package mnist.store.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats to little-endian bytes and back, through a buffer of bounded size. */
final class FloatBytes {
    private static final int BUFFER_BYTES = 1 << 16;

    private FloatBytes() {}

    static void write(float[] data, OutputStream out) throws IOException {
        byte[] bytes = new byte[BUFFER_BYTES];
        ByteBuffer buffer = littleEndian(bytes);
        int perBuffer = BUFFER_BYTES / Float.BYTES;
        for (int start = 0; start < data.length; start += perBuffer) {
            int count = Math.min(perBuffer, data.length - start);
            buffer.asFloatBuffer().put(data, start, count);
            out.write(bytes, 0, count * Float.BYTES);
        }
    }

    /** Reads {@code count} numbers of the given type. */
    static float[] read(InputStream in, Dtype type, int count) throws IOException {
        float[] data = new float[count];
        byte[] bytes = new byte[BUFFER_BYTES];
        ByteBuffer buffer = littleEndian(bytes);
        int perBuffer = BUFFER_BYTES / type.bytes;
        for (int start = 0; start < count; start += perBuffer) {
            int now = Math.min(perBuffer, count - start);
            int wanted = now * type.bytes;
            if (in.readNBytes(bytes, 0, wanted) < wanted) {
                throw new EOFException("the file became shorter while it was read");
            }
            type.decode(buffer.rewind(), data, start, now);
        }
        return data;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
