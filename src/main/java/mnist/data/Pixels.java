package mnist.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import mnist.linalg.NonZeros;

/** The one conversion from a pixel's byte to the number a network sees. */
public final class Pixels {
    /**
     * Number a network sees per unit of grey: background is exactly 0, full ink 2.
     *
     * <p>Initialisers assume inputs whose mean square is about 1. With ink 1 MNIST's is 0.1, and the first layer learns so
     * slowly that five epochs at a rate of 0.1 end at 96.6 %; with ink 3 it is 1.0, but then large rates, which textbooks
     * give for ink 1, overshoot. With ink 2 both do well.
     */
    public static final float SCALE = 2f / 255f;

    /** Number a network sees for full ink. */
    public static final float INK = 255 * SCALE;

    /** Pixels looked at together: those of a long. */
    public static final int GROUP = Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** All bits of each byte but the highest. */
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

    /** Times a long of bytes 0 or 1, byte i's into bit i of the highest byte. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private static final float[] VALUES = new float[256];

    static {
        for (int b = 0; b < VALUES.length; b++) {
            VALUES[b] = b * SCALE;
        }
    }

    private Pixels() {}

    /** In [0, 2]: the unsigned byte times {@link #SCALE}. */
    public static float toFloat(byte pixel) {
        return VALUES[pixel & 0xff];
    }

    /** Converts {@code count} pixels. */
    public static void toFloats(byte[] source, int sourceOffset, float[] target, int targetOffset, int count) {
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] = VALUES[source[sourceOffset + i] & 0xff];
        }
    }

    /** Longs that hold {@code count} pixels. */
    public static int groups(int count) {
        return (count + GROUP - 1) / GROUP;
    }

    /**
     * Converts {@code count} pixels and marks those that are not background as elements of a row. Most are background, so
     * groups of zeros are left out after the row has been cleared: that is half as fast again as converting every pixel.
     */
    static void toFloats(
            byte[] source, int sourceOffset, float[] target, int targetOffset, int count, NonZeros nonZero, int row) {
        Arrays.fill(target, targetOffset, targetOffset + count, 0);
        for (int word = 0; word * NonZeros.WORD < count; word++) {
            int first = word * NonZeros.WORD;
            int end = Math.min(count, first + NonZeros.WORD);
            int whole = end - end % GROUP;
            long bits = 0;
            for (int i = first; i < whole; i += GROUP) {
                long group = group(source, sourceOffset + i);
                if (group != 0) {
                    bits |= inked(group) << i;
                    convertGroup(group, target, targetOffset + i);
                }
            }
            for (int i = whole; i < end; i++) {
                byte pixel = source[sourceOffset + i];
                bits |= (pixel == 0 ? 0L : 1L) << i;
                target[targetOffset + i] = toFloat(pixel);
            }
            nonZero.mark(row, word, bits);
        }
    }

    /** Bit i tells whether pixel i of a {@link #group} is other than 0. */
    private static long inked(long group) {
        long highBits = ((group & LOW_BITS) + LOW_BITS | group) & ~LOW_BITS;
        // Collects the highest bits of the 8 bytes in the highest byte, the first byte's lowest.
        return ((highBits >>> 7) * GATHER) >>> 56;
    }

    /** The next {@value #GROUP} pixels, lowest byte first. */
    public static long group(byte[] source, int offset) {
        return (long) LONG.get(source, offset);
    }

    /** Converts the pixels of a {@link #group}. */
    public static void convertGroup(long group, float[] target, int offset) {
        target[offset] = VALUES[(int) group & 0xff];
        target[offset + 1] = VALUES[(int) (group >>> 8) & 0xff];
        target[offset + 2] = VALUES[(int) (group >>> 16) & 0xff];
        target[offset + 3] = VALUES[(int) (group >>> 24) & 0xff];
        target[offset + 4] = VALUES[(int) (group >>> 32) & 0xff];
        target[offset + 5] = VALUES[(int) (group >>> 40) & 0xff];
        target[offset + 6] = VALUES[(int) (group >>> 48) & 0xff];
        target[offset + 7] = VALUES[(int) (group >>> 56) & 0xff];
    }
}
