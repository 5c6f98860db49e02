package mnist.store.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats to little-endian bytes and back, through a buffer of bounded size. */
final class FloatBytes {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Takes bytes, as {@link java.io.OutputStream#write(byte[], int, int)} does. */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void take(byte[] bytes, int offset, int length) throws E;
    }

    private FloatBytes() {}

    static <E extends Exception> void write(float[] data, Sink<E> out) throws E {
        byte[] bytes = new byte[BUFFER_BYTES];
        ByteBuffer buffer = littleEndian(bytes);
        int perBuffer = BUFFER_BYTES / Float.BYTES;
        for (int start = 0; start < data.length; start += perBuffer) {
            int count = Math.min(perBuffer, data.length - start);
            buffer.asFloatBuffer().put(data, start, count);
            out.take(bytes, 0, count * Float.BYTES);
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
