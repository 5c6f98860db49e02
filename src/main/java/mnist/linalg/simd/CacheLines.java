package mnist.linalg.simd;

import java.lang.ref.WeakReference;

/**
 * Where in an array the lines of the cache begin. A vector of 512 bits is as long as a line. Arrays begin anywhere, so most of
 * their vectors lie across two lines, and Intel's processors take a fifth longer for products with such vectors.
 *
 * <p>Java does not tell addresses. But with {@code -XX:hashCode=4}, which the launcher sets, the JVM uses them as
 * {@link System#identityHashCode}. They are right until the garbage collector moves the array. With
 * {@code -XX:PretenureSizeThreshold} a large array lies among the old ones from the beginning, which seldom move.
 */
final class CacheLines {
    private static final int BYTES = 64;

    /** Floats in a line: so many more must an array have, to begin with a line wherever that is. */
    static final int FLOATS = BYTES / Float.BYTES;

    /** 512 KB: certainly above the launcher's threshold, and too large for a thread's piece of the young generation. */
    static final int LARGE = 128 * 1024;

    /** Bytes before the first element of an array, unless the JVM was told otherwise; a wrong number only costs speed. */
    private static final int HEADER = 16;

    private static final boolean KNOWN = areHashCodesAddresses();

    /** Nobody else refers to this array, so the next collection that may move old ones clears the reference. */
    private static volatile WeakReference<float[]> unmoved = new WeakReference<>(new float[KNOWN ? LARGE : 0]);

    private CacheLines() {}

    /** The first index of a new array that begins a line, below {@link #FLOATS}; 0 where that cannot be known. */
    static int first(float[] array) {
        return KNOWN ? Math.floorMod(-(System.identityHashCode(array) + HEADER), BYTES) / Float.BYTES : 0;
    }

    /** Another object whenever large arrays may have moved, so that what {@link #first} said of them is out of date. */
    static Object period() {
        WeakReference<float[]> current = unmoved;
        if (KNOWN && current.refersTo(null)) {
            current = new WeakReference<>(new float[LARGE]);
            unmoved = current;
        }
        return current;
    }

    /** Objects that are created one after the other lie beside each other, but for the end of a thread's piece of memory. */
    private static boolean areHashCodesAddresses() {
        int neighbours = 0;
        int last = System.identityHashCode(new Object());
        for (int i = 0; i < 4; i++) {
            int next = System.identityHashCode(new Object());
            neighbours += next - last == HEADER ? 1 : 0;
            last = next;
        }
        return neighbours >= 2;
    }
}
