package mnist.data.source;

import mnist.random.Draws;
import mnist.random.Purpose;

/**
 * The order in which a bounded buffer shuffles a sequence 0, 1, 2, ...: every place of the buffer holds one of the next
 * numbers; a place is drawn, its number comes out, and the next of the sequence takes the place. A function of (seed,
 * epoch), size and capacity. A buffer of capacity 1 keeps the order.
 */
final class ShuffleOrder {
    private final int size;
    private final int[] held;
    private long key;
    private int filled;
    private int drawn;

    ShuffleOrder(int size, int capacity) {
        this.size = size;
        held = new int[capacity];
    }

    /** Starts again for this seed and epoch. */
    void start(long seed, int epoch) {
        // The last number keeps these draws apart from those that shuffle a data set in memory.
        key = Draws.key(seed, Purpose.SHUFFLE, epoch, 1);
        filled = Math.min(held.length, size);
        drawn = 0;
        for (int i = 0; i < filled; i++) {
            held[i] = i;
        }
    }

    /** How many places are in use; they are the first ones. */
    int filled() {
        return filled;
    }

    /** The number in this place. */
    int held(int place) {
        return held[place];
    }

    /** The place that comes out next. */
    int draw() {
        return Draws.below(key, drawn, filled);
    }

    /**
     * Takes out the number in the place drawn.
     *
     * @return true if the next of the sequence is now in that place; false if the sequence is used up and the number of
     *     the last place has moved there
     */
    boolean replace(int place) {
        int next = drawn + held.length;
        drawn++;
        if (next < size) {
            held[place] = next;
            return true;
        }
        filled--;
        held[place] = held[filled];
        return false;
    }
}
