package mnist.data;

/** Checks of lists of image positions. */
public final class Indices {
    private Indices() {}

    /**
     * @throws IllegalArgumentException unless the positions ascend, are all below {@code size}, and there is one at
     * least
     */
    public static void check(int[] indices, int size) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("a data set needs one image at least");
        }
        int previous = -1;
        for (int index : indices) {
            if (index <= previous || index >= size) {
                throw new IllegalArgumentException(
                        "image positions must ascend and be below %d: %d after %d".formatted(size, index, previous));
            }
            previous = index;
        }
    }
}
