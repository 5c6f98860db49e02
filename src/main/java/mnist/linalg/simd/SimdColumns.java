package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import mnist.linalg.ColumnMath;

/**
 * {@link ColumnMath}, several columns at a time. What the compiler makes of its loops goes through some columns one by
 * one, before and behind the vectors: for a hundred columns that is most of the time.
 */
abstract class SimdColumns implements ColumnMath {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    @Override
    public void addSums(float[] m, int rows, int width, int from, int to, float[] sums) {
        int whole = to - (to - from) % L;
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < whole; j += L) {
                FloatVector.fromArray(S, sums, j)
                        .add(FloatVector.fromArray(S, m, start + j))
                        .intoArray(sums, j);
            }
        }
        ColumnMath.super.addSums(m, rows, width, whole, to, sums);
    }

    @Override
    public void addSquares(float[] m, int rows, int width, int from, int to, float[] mean, float[] sums) {
        int whole = to - (to - from) % L;
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < whole; j += L) {
                FloatVector difference = FloatVector.fromArray(S, m, start + j).sub(FloatVector.fromArray(S, mean, j));
                FloatVector.fromArray(S, sums, j)
                        .add(difference.mul(difference))
                        .intoArray(sums, j);
            }
        }
        ColumnMath.super.addSquares(m, rows, width, whole, to, mean, sums);
    }

    @Override
    public void addProducts(float[] a, float[] b, int rows, int width, int from, int to, float[] sums) {
        int whole = to - (to - from) % L;
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < whole; j += L) {
                FloatVector product =
                        FloatVector.fromArray(S, a, start + j).mul(FloatVector.fromArray(S, b, start + j));
                FloatVector.fromArray(S, sums, j).add(product).intoArray(sums, j);
            }
        }
        ColumnMath.super.addProducts(a, b, rows, width, whole, to, sums);
    }

    @Override
    public void standardize(float[] m, int rows, int width, int from, int to, float[] mean, float[] scale) {
        int whole = to - (to - from) % L;
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < whole; j += L) {
                FloatVector.fromArray(S, m, start + j)
                        .sub(FloatVector.fromArray(S, mean, j))
                        .mul(FloatVector.fromArray(S, scale, j))
                        .intoArray(m, start + j);
            }
        }
        ColumnMath.super.standardize(m, rows, width, whole, to, mean, scale);
    }

    @Override
    public void scale(float[] m, float[] output, int rows, int width, int from, int to, float[] scale, float[] shift) {
        int whole = to - (to - from) % L;
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < whole; j += L) {
                FloatVector.fromArray(S, scale, j)
                        .mul(FloatVector.fromArray(S, m, start + j))
                        .add(FloatVector.fromArray(S, shift, j))
                        .intoArray(output, start + j);
            }
        }
        ColumnMath.super.scale(m, output, rows, width, whole, to, scale, shift);
    }

    @Override
    public void centre(
            float[] d,
            float[] m,
            int rows,
            int width,
            int from,
            int to,
            float[] sums,
            float[] products,
            float[] scale) {
        int whole = to - (to - from) % L;
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < whole; j += L) {
                FloatVector common = FloatVector.fromArray(S, sums, j)
                        .add(FloatVector.fromArray(S, m, start + j).mul(FloatVector.fromArray(S, products, j)))
                        .div(rows);
                FloatVector.fromArray(S, scale, j)
                        .mul(FloatVector.fromArray(S, d, start + j).sub(common))
                        .intoArray(d, start + j);
            }
        }
        ColumnMath.super.centre(d, m, rows, width, whole, to, sums, products, scale);
    }
}
