package mnist.linalg;

/** A set of column numbers, ascending, that is filled anew for every batch. */
public final class Columns {
    private final int[] index;
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

    public void count(int newCount) {
        count = newCount;
    }
}
