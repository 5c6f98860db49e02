package mnist.data;

/** The one conversion from a pixel's byte to the number a network sees. */
public final class Pixels {
    private static final float[] VALUES = new float[256];

    static {
        for (int b = 0; b < VALUES.length; b++) {
            VALUES[b] = b / 255f;
        }
    }

    private Pixels() {}

    /** In [0, 1]: the unsigned byte divided by 255. */
    public static float toFloat(byte pixel) {
        return VALUES[pixel & 0xff];
    }

    /** Converts {@code count} pixels. */
    public static void toFloats(byte[] source, int sourceOffset, float[] target, int targetOffset, int count) {
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] = VALUES[source[sourceOffset + i] & 0xff];
        }
    }
}
