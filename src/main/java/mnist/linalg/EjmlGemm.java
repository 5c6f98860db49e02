package mnist.linalg;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * The portable kernel, and the oracle for the others: EJML's product, given to the team in blocks of result rows.
 *
 * <p>Every form becomes a plain product: the rows of the left factor that a block needs are copied out (columns, for
 * a^T), and the right factor is compacted or transposed when necessary. EJML adds the terms of an element in rising
 * order of the inner index for every shape, so a block's size changes no bit. Runs save no time here.
 */
public final class EjmlGemm implements Gemm {
    /** Rows of a block: the copies stay in the second-level cache. */
    private static final int BLOCK_ROWS = 32;

    /** Below this many multiplications handing work to a second thread costs more than it saves. */
    private static final long SERIAL_LIMIT = 20_000;

    private enum Form {
        PLAIN,
        TRANSPOSED,
        ADD_TRANSPOSED
    }

    private final WorkerTeam team;
    private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);
    private final WorkerTeam.Part part = this::multiplyRows;
    private final FMatrixRMaj rightScratch = new FMatrixRMaj(0, 0);

    // The product being computed.
    private Form form;
    private FMatrixRMaj left;
    private NonZeros columns;
    private FMatrixRMaj right;
    private FMatrixRMaj result;
    private float scale;
    private BlockOperation epilogue;

    public EjmlGemm(WorkerTeam team) {
        this.team = team;
    }

    @Override
    public void mult(
            FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, WeightRuns runs, FMatrixRMaj output, BlockOperation then) {
        Shapes.requireMult(a, b, output);
        compute(Form.PLAIN, 1f, a, nonZero, nonZero == null ? b : rowsOf(b, nonZero), output, then);
    }

    @Override
    public void multTransA(FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs) {
        Shapes.requireMultTransA(a, b, output);
        if (nonZero != null) {
            CommonOps_FDRM.fill(output, 0f);
        }
        compute(Form.TRANSPOSED, 1f, a, nonZero, b, output, BlockOperation.NONE);
        clearOutside(runs, output);
    }

    @Override
    public void multAddTransA(
            float alpha, FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs) {
        Shapes.requireMultTransA(a, b, output);
        if (alpha == 0f) {
            return; // Even where the product is not finite: nothing of it is wanted.
        }
        compute(Form.ADD_TRANSPOSED, alpha, a, nonZero, b, output, BlockOperation.NONE);
        clearOutside(runs, output);
    }

    private static void clearOutside(WeightRuns runs, FMatrixRMaj weights) {
        if (runs != null) {
            runs.clearOutside(weights);
        }
    }

    @Override
    public void multTransB(FMatrixRMaj a, FMatrixRMaj b, WeightRuns runs, FMatrixRMaj output, BlockOperation then) {
        Shapes.requireMultTransB(a, b, output);
        rightScratch.reshape(b.numCols, b.numRows);
        CommonOps_FDRM.transpose(b, rightScratch);
        compute(Form.PLAIN, 1f, a, null, rightScratch, output, then);
    }

    private FMatrixRMaj rowsOf(FMatrixRMaj b, NonZeros chosen) {
        int n = b.numCols;
        rightScratch.reshape(chosen.count(), n);
        for (int i = 0; i < chosen.count(); i++) {
            System.arraycopy(b.data, chosen.index()[i] * n, rightScratch.data, i * n, n);
        }
        return rightScratch;
    }

    private void compute(
            Form newForm,
            float alpha,
            FMatrixRMaj a,
            NonZeros nonZero,
            FMatrixRMaj b,
            FMatrixRMaj output,
            BlockOperation then) {
        form = newForm;
        scale = alpha;
        left = a;
        columns = nonZero;
        right = b;
        result = output;
        epilogue = then;
        int rows = newForm == Form.PLAIN || nonZero == null ? output.numRows : nonZero.count();
        if ((long) rows * b.numRows * b.numCols < SERIAL_LIMIT) {
            part.run(0, rows);
        } else {
            team.run(rows, BLOCK_ROWS, part);
        }
    }

    /** Rows [from, to) of the result; with a hint and a^T, of the result's chosen rows. */
    private void multiplyRows(int from, int to) {
        Block block = blocks.get();
        for (int row = from; row < to; row += BLOCK_ROWS) {
            int end = Math.min(to, row + BLOCK_ROWS);
            block.left.reshape(end - row, right.numRows);
            block.product.reshape(end - row, right.numCols);
            if (form == Form.PLAIN) {
                block.copyRows(left, columns, row);
            } else {
                block.copyColumns(left, columns, row);
            }
            CommonOps_FDRM.mult(block.left, right, block.product);
            store(block.product, row);
            epilogue.apply(row, end, 0, right.numCols);
        }
    }

    private void store(FMatrixRMaj product, int firstRow) {
        int n = product.numCols;
        for (int i = 0; i < product.numRows; i++) {
            int row = form == Form.PLAIN || columns == null ? firstRow + i : columns.index()[firstRow + i];
            if (form == Form.ADD_TRANSPOSED) {
                addScaled(scale, product.data, i * n, result.data, row * n, n);
            } else {
                System.arraycopy(product.data, i * n, result.data, row * n, n);
            }
        }
    }

    private static void addScaled(float alpha, float[] x, int xStart, float[] y, int yStart, int length) {
        for (int i = 0; i < length; i++) {
            y[yStart + i] = Math.fma(alpha, x[xStart + i], y[yStart + i]);
        }
    }

    /** One thread's copies. */
    private static final class Block {
        final FMatrixRMaj left = new FMatrixRMaj(0, 0);
        final FMatrixRMaj product = new FMatrixRMaj(0, 0);

        void copyRows(FMatrixRMaj source, NonZeros chosen, int firstRow) {
            int k = left.numCols;
            for (int i = 0; i < left.numRows; i++) {
                int start = (firstRow + i) * source.numCols;
                if (chosen == null) {
                    System.arraycopy(source.data, start, left.data, i * k, k);
                } else {
                    for (int j = 0; j < k; j++) {
                        left.data[i * k + j] = source.data[start + chosen.index()[j]];
                    }
                }
            }
        }

        void copyColumns(FMatrixRMaj source, NonZeros chosen, int firstColumn) {
            int k = left.numCols;
            for (int i = 0; i < left.numRows; i++) {
                int column = chosen == null ? firstColumn + i : chosen.index()[firstColumn + i];
                for (int j = 0; j < k; j++) {
                    left.data[i * k + j] = source.data[j * source.numCols + column];
                }
            }
        }
    }
}
