package mnist.store.safetensors;

import java.nio.ByteBuffer;

/** The number types that are read; all become floats. */
enum Dtype {
    F32(4),
    F64(8),
    F16(2),
    BF16(2);

    final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** The type of that name, or null. */
    static Dtype named(String name) {
        for (Dtype type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    void decode(ByteBuffer from, float[] to, int start, int count) {
        switch (this) {
            case F32 -> from.asFloatBuffer().get(to, start, count);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = (float) from.getDouble();
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = half(from.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = Float.intBitsToFloat(from.getShort() << 16);
                }
            }
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
