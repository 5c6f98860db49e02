package mnist.store.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;

/** The number types that are read, all of which become floats; little-endian. */
enum Dtype {
    F32(4),
    F64(8),
    F16(2),
    BF16(2),
    /** Counts, as PyTorch's batch normalization has one. */
    I64(8);

    private static final int BUFFER_BYTES = 1 << 16;

    final int bytes;

    /** Takes bytes, as {@link java.io.OutputStream#write(byte[], int, int)} does. */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void take(byte[] bytes, int offset, int length) throws E;
    }

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** The type of that name, or null. */
    static Dtype named(String name) {
        return Stream.of(values())
                .filter(type -> type.name().equals(name))
                .findAny()
                .orElse(null);
    }

    /** Writes numbers as F32, through a buffer of bounded size. */
    static <E extends Exception> void write(float[] data, Sink<E> out) throws E {
        byte[] buffer = new byte[BUFFER_BYTES];
        ByteBuffer numbers = littleEndian(buffer);
        int perBuffer = BUFFER_BYTES / Float.BYTES;
        for (int start = 0; start < data.length; start += perBuffer) {
            int count = Math.min(perBuffer, data.length - start);
            numbers.asFloatBuffer().put(data, start, count);
            out.take(buffer, 0, count * Float.BYTES);
        }
    }

    /** Reads {@code count} numbers of this type, likewise. */
    float[] read(InputStream in, int count) throws IOException {
        float[] data = new float[count];
        byte[] buffer = new byte[BUFFER_BYTES];
        ByteBuffer numbers = littleEndian(buffer);
        int perBuffer = BUFFER_BYTES / bytes;
        for (int start = 0; start < count; start += perBuffer) {
            int now = Math.min(perBuffer, count - start);
            int wanted = now * bytes;
            if (in.readNBytes(buffer, 0, wanted) < wanted) {
                throw new EOFException("the file became shorter while it was read");
            }
            decode(numbers.rewind(), data, start, now);
        }
        return data;
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void decode(ByteBuffer from, float[] to, int start, int count) {
        if (this == F32) {
            from.asFloatBuffer().get(to, start, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[start + i] = switch (this) {
                case F64 -> (float) from.getDouble();
                case I64 -> from.getLong();
                case F16 -> half(from.getShort());
                default -> Float.intBitsToFloat(from.getShort() << 16);
            };
        }
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. (The JDK converts from version 20 on.) */
    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F800000 | fraction << 13);
        }
        float magnitude =
                exponent == 0 ? fraction * 0x1p-24f : Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        return sign == 0 ? magnitude : -magnitude;
    }
}
