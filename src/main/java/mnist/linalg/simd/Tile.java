package mnist.linalg.simd;

import jdk.incubator.vector.VectorShape;

/**
 * A tile of the result held in registers: {@link #ROWS} rows by some vectors of columns. For every inner index it costs
 * one load per vector of the right factor and one broadcast per row of the left, and rows x vectors fma.
 *
 * <p>Each width is a class of its own with every vector in a local variable: that is what the compiler keeps in
 * registers.
 */
final class Tile {
    static final int ROWS = 4;

    /** Vectors of columns in a full tile: 16 sums and 4 loads of 32 registers, or 12 and 3 of 16. */
    static final int VECTORS = hasThirtyTwoRegisters() ? 4 : 3;

    /** Columns of a full tile, and so of a packed panel. */
    static final int COLUMNS = VECTORS * Lanes.COUNT;

    /** A row of zeros. */
    static final float[] ZEROS = new float[COLUMNS];

    private Tile() {}

    private static boolean hasThirtyTwoRegisters() {
        boolean x86 = System.getProperty("os.arch").equals("amd64");
        return !x86 || Lanes.FLOATS.vectorShape() == VectorShape.S_512_BIT;
    }

    /** How many vectors a panel of the given number of columns needs. */
    static int vectorsFor(int columns) {
        return Math.min(VECTORS, (columns + Lanes.COUNT - 1) / Lanes.COUNT);
    }

    /**
     * sums(i, j) = start[s_i + j] + sum over p of left[l + 4 p + i] right[r + index[x + p] width + j], in the order of
     * p; then into the four rows of c that begin at c0..c3.
     *
     * @param vectors width of the tile and of the packed panel, in vectors
     * @param start what the sums begin with: c itself, or {@link #ZEROS} at 0. A choice inside would cost the loop its
     *     registers on JDK 17.
     * @param alpha zero to store the sums, else c = c + alpha sums
     */
    static void multiply(
            int vectors,
            float[] left,
            int l,
            int[] index,
            int x,
            int count,
            float[] right,
            int r,
            float[] start,
            int s0,
            int s1,
            int s2,
            int s3,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            float alpha) {
        switch (vectors) {
            case 1 ->
                Tile4x1.multiply(left, l, index, x, count, right, r, start, s0, s1, s2, s3, c, c0, c1, c2, c3, alpha);
            case 2 ->
                Tile4x2.multiply(left, l, index, x, count, right, r, start, s0, s1, s2, s3, c, c0, c1, c2, c3, alpha);
            case 3 ->
                Tile4x3.multiply(left, l, index, x, count, right, r, start, s0, s1, s2, s3, c, c0, c1, c2, c3, alpha);
            default ->
                Tile4x4.multiply(left, l, index, x, count, right, r, start, s0, s1, s2, s3, c, c0, c1, c2, c3, alpha);
        }
    }
}
