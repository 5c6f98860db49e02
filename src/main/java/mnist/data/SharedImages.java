package mnist.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Counts images that are in two data sets, pixel for pixel: a network is not tested on what it was trained on. */
public final class SharedImages {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd, with bits in no order: the golden ratio, 64 bits of it. */
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private SharedImages() {}

    /** How many of the images of {@code test} are among those of {@code train}, whatever their labels. */
    public static int count(Dataset train, Dataset test) {
        if (train.pixels() != test.pixels()) {
            return 0;
        }
        long[] known = hashes(train);
        Arrays.sort(known);
        return (int) Arrays.stream(hashes(test))
                .filter(hash -> Arrays.binarySearch(known, hash) >= 0)
                .count();
    }

    private static long[] hashes(Dataset images) {
        long[] hashes = new long[images.size()];
        int[] next = {0};
        images.forEachImage((bytes, offset) -> hashes[next[0]++] = hash(bytes, offset, images.pixels()));
        return hashes;
    }

    /** 64 bits: that two of some million different images have the same is next to impossible. */
    private static long hash(byte[] bytes, int offset, int length) {
        long hash = length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, offset + i));
        }
        for (; i < length; i++) {
            hash = mixed(hash ^ bytes[offset + i]);
        }
        return hash;
    }

    private static long mixed(long value) {
        long product = value * FACTOR;
        return product ^ product >>> 29;
    }
}
