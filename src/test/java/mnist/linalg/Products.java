package mnist.linalg;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;

/** Reference products, one element at a time, and matrices to try them on. */
final class Products {
    private Products() {}

    /** a(i, p) b(p, j) summed over p in rising order with fma: what the vector kernel promises to the last bit. */
    static FMatrixRMaj fma(FMatrixRMaj a, FMatrixRMaj b) {
        FMatrixRMaj c = new FMatrixRMaj(a.numRows, b.numCols);
        for (int i = 0; i < c.numRows; i++) {
            for (int j = 0; j < c.numCols; j++) {
                float sum = 0f;
                for (int p = 0; p < a.numCols; p++) {
                    sum = Math.fma(a.unsafe_get(i, p), b.unsafe_get(p, j), sum);
                }
                c.unsafe_set(i, j, sum);
            }
        }
        return c;
    }

    /** output + alpha product, rounded once, for the rows of output that are chosen (all when null). */
    static FMatrixRMaj add(FMatrixRMaj output, float alpha, FMatrixRMaj product, NonZeros chosen) {
        FMatrixRMaj sum = output.copy();
        for (int i = 0; i < sum.numRows; i++) {
            if (chosen == null || contains(chosen, i)) {
                for (int j = 0; j < sum.numCols; j++) {
                    sum.unsafe_set(i, j, Math.fma(alpha, product.unsafe_get(i, j), output.unsafe_get(i, j)));
                }
            }
        }
        return sum;
    }

    private static boolean contains(NonZeros columns, int wanted) {
        return Arrays.binarySearch(columns.index(), 0, columns.count(), wanted) >= 0;
    }

    static FMatrixRMaj transpose(FMatrixRMaj a) {
        FMatrixRMaj t = new FMatrixRMaj(a.numCols, a.numRows);
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numCols; j++) {
                t.unsafe_set(j, i, a.unsafe_get(i, j));
            }
        }
        return t;
    }

    /** Random numbers in [-1, 1) in an array with room to spare, as a short batch has. */
    static FMatrixRMaj random(int rows, int columns, int seed) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows + 3, columns);
        Arrays.fill(matrix.data, Float.NaN);
        matrix.reshape(rows, columns);
        int state = seed * 7919 + 1;
        for (int i = 0; i < rows * columns; i++) {
            state = state * 1664525 + 1013904223;
            matrix.data[i] = (state >> 8) * 0x1p-23f;
        }
        return matrix;
    }

    /** Sets about {@code share} of the columns, and about as many single elements, to zero; tells where the others are. */
    static NonZeros thinOut(FMatrixRMaj a, double share, int seed) {
        Random random = new Random(seed);
        for (int j = 0; j < a.numCols; j++) {
            boolean empty = random.nextDouble() < share;
            for (int i = 0; i < a.numRows; i++) {
                if (empty || random.nextDouble() < share) {
                    a.unsafe_set(i, j, 0f);
                }
            }
        }
        return NonZeros.of(a);
    }

    /** Runs of rows for each column: up to three, near each other or far; some columns have the same, some none. */
    static int[][] runs(int rows, int columns, int seed) {
        Random random = new Random(seed);
        int[][] runs = new int[columns][];
        for (int j = 0; j < columns; j++) {
            int[] bounds =
                    random.ints(2L * random.nextInt(4), 0, rows + 1).sorted().toArray();
            runs[j] = j > 0 && random.nextInt(4) > 0 ? runs[j - 1] : bounds;
        }
        return runs;
    }

    /** What lies outside the runs becomes {@code value}. */
    static FMatrixRMaj fillOutside(int[][] runs, FMatrixRMaj matrix, float value) {
        FMatrixRMaj filled = new FMatrixRMaj(matrix.numRows, matrix.numCols);
        filled.fill(value);
        for (int j = 0; j < matrix.numCols; j++) {
            for (int run = 0; run < runs[j].length; run += 2) {
                for (int i = runs[j][run]; i < runs[j][run + 1]; i++) {
                    filled.unsafe_set(i, j, matrix.unsafe_get(i, j));
                }
            }
        }
        return filled;
    }

    /** The elements in the matrix's shape, without the spare room. */
    static float[] elements(FMatrixRMaj matrix) {
        return Arrays.copyOf(matrix.data, matrix.numRows * matrix.numCols);
    }
}
