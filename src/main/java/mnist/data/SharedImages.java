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

    /** So many pixels in the middle of an image tell most images apart. */
    private static final int MIDDLE = 128;

    private SharedImages() {}

    /** How many of the images of {@code test} are among those of {@code train}, whatever their labels. */
    public static int count(Dataset train, Dataset test) {
        return train.pixels() == test.pixels() ? count(train, test, 0, train.pixels()) : 0;
    }

    /**
     * The same, where it is more than {@code most}; else that number or less. Takes a fraction of the time, for in most data
     * sets no two images have the same middle.
     */
    static int countAbove(int most, Dataset train, Dataset test) {
        int middle = Math.min(train.pixels(), MIDDLE);
        boolean same = train.pixels() == test.pixels();
        int atMost = same ? count(train, test, (train.pixels() - middle) / 2, middle) : 0;
        return atMost <= most ? atMost : count(train, test);
    }

    private static int count(Dataset train, Dataset test, int from, int length) {
        long[] known = hashes(train, from, length);
        Arrays.sort(known);
        int found = 0;
        for (long hash : hashes(test, from, length)) {
            found += Arrays.binarySearch(known, hash) >= 0 ? 1 : 0;
        }
        return found;
    }

    /** A number for each image that depends on its pixels alone. */
    static long[] hashes(Dataset images) {
        return hashes(images, 0, images.pixels());
    }

    private static long[] hashes(Dataset images, int from, int length) {
        long[] hashes = new long[images.size()];
        int[] next = {0};
        images.forEachImage((bytes, offset) -> hashes[next[0]++] = hash(bytes, offset + from, length));
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
