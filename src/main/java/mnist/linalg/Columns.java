package mnist.linalg;

import java.util.Arrays;

/** A set of column numbers, ascending, that is filled anew for every batch. */
public final class Columns {
    private int[] index;
    private int count;

    public Columns(int capacity) {
        index = new int[capacity];
    }

    /** The column numbers; only the first {@link #count()} are valid. */
    public int[] index() {
        return index;
    }

    public int count() {
        return count;
    }

    /** How many of the numbers are smaller than a column's. */
    public int countBelow(int column) {
        int found = Arrays.binarySearch(index, 0, count, column);
        return found < 0 ? -found - 1 : found;
    }

    public void count(int newCount) {
        count = newCount;
    }

    /** Takes the first {@code newCount} numbers of an array that stays the caller's. */
    public void set(int[] shared, int newCount) {
        index = shared;
        count = newCount;
    }
}
