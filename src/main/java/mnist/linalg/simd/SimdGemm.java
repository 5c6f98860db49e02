package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.BlockOperation;
import mnist.linalg.Gemm;
import mnist.linalg.NonZeros;
import mnist.linalg.Shapes;
import mnist.linalg.WeightRuns;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * Products on the Vector API, blocked as in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication"
 * (2008): the left factor is packed, then each thread takes strips of columns, packs its part of the right factor block by
 * block, and lets {@link Tile} run over it. Either each thread packs the left factor for itself, or all share one copy.
 *
 * <p>Every element is the sum over the inner index in rising order by fma, begun from zero and carried from block to
 * block in the result itself: the same bits for every width, number of threads and block size.
 */
final class SimdGemm implements Gemm {
    /**
     * Multiplications below which one thread computes alone: about 6 microseconds, of which meeting another takes 1, and
     * the core is worth more to whoever prepares the next batch.
     */
    static final long SERIAL_LIMIT = 300_000;

    /** Bytes of the left factor up to which every thread keeps a copy of its transpose: half of a second-level cache of 1 MB. */
    private static final long TURNED_LIMIT = 512 * 1024;

    /** Tiles of the left factor that a thread packs at a time. */
    private static final int PACK_GRAIN = 2;

    private final WorkerTeam team;
    private final Product product = new Product();
    private final NarrowProduct narrow = new NarrowProduct();
    private final UnpackedProduct unpacked = new UnpackedProduct();
    private final WorkerTeam.Part multiplyNarrow = narrow::multiplyGroups;
    private final WorkerTeam.Part multiplyRows = unpacked::multiplyRows;
    private final WorkerTeam.Part multiplyColumns = unpacked::multiplyColumns;
    private final WorkerTeam.Part multiplyTiles = product::multiplyTiles;
    private final WorkerTeam.Part packTiles = product::packTiles;
    private final WorkerTeam.Part multiplyUnits = product::multiplyUnits;

    SimdGemm(WorkerTeam team) {
        this.team = team;
        WarmUp.showVectors();
    }

    @Override
    public void mult(
            FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, WeightRuns runs, FMatrixRMaj output, BlockOperation then) {
        Shapes.requireMult(a, b, output);
        if (nonZero == null && output.numCols <= Lanes.COUNT) {
            computeNarrow(false, a, b, output, 0f, then);
        } else if (nonZero != null && runs == null && UnpackedProduct.fits(output.numCols)) {
            unpacked.set(a, nonZero, b, output, 0f, then);
            computeUnpacked(a.numRows, UnpackedProduct.ROW_GRAIN, multiplyRows);
        } else {
            product.set(Product.Form.PLAIN, a, nonZero, b, runs, output, 0f, then);
            compute();
        }
    }

    @Override
    public void multTransA(FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs) {
        Shapes.requireMultTransA(a, b, output);
        clearRowsOutside(nonZero, output);
        computeTransA(0f, a, nonZero, b, output, runs);
    }

    @Override
    public void multAddTransA(
            float alpha, FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs) {
        Shapes.requireMultTransA(a, b, output);
        if (alpha != 0f) {
            computeTransA(alpha, a, nonZero, b, output, runs);
        }
    }

    private void computeTransA(
            float alpha, FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs) {
        if (nonZero == null && runs == null && output.numCols <= Lanes.COUNT && output.numRows >= TileNarrow.ROWS) {
            computeNarrow(true, a, b, output, alpha, BlockOperation.NONE);
        } else if (nonZero != null && runs == null && UnpackedProduct.fits(output.numCols)) {
            unpacked.set(a, nonZero, b, output, alpha, BlockOperation.NONE);
            computeUnpacked(nonZero.count(), UnpackedProduct.COLUMN_GRAIN, multiplyColumns);
        } else {
            product.set(Product.Form.LEFT_TRANSPOSED, a, nonZero, b, runs, output, alpha, BlockOperation.NONE);
            compute();
        }
    }

    @Override
    public void multTransB(FMatrixRMaj a, FMatrixRMaj b, WeightRuns runs, FMatrixRMaj output, BlockOperation then) {
        Shapes.requireMultTransB(a, b, output);
        if (isCheaperTurned(a, b)) {
            product.set(Product.Form.RESULT_TRANSPOSED, b, null, a, runs, output, 0f, then);
        } else {
            product.set(Product.Form.RIGHT_TRANSPOSED, a, null, b, runs, output, 0f, then);
        }
        compute();
    }

    /**
     * Either b is transposed, or else a and the result: of a few rows by a large matrix, as weights are, the few had better
     * be turned. Counted in elements that are moved, of which one of the result costs about three; and only for rows that
     * fill the vectors, in which they lie side by side then (measured: 100 rows cost 20 % more, a single one 40 %).
     */
    private static boolean isCheaperTurned(FMatrixRMaj a, FMatrixRMaj b) {
        long m = a.numRows;
        long depth = b.numCols;
        long n = b.numRows;
        return m % Tile.COLUMNS == 0 && m * depth + 3 * m * n < n * depth && 4 * m * depth <= TURNED_LIMIT;
    }

    private void compute() {
        if (product.isEmpty()) {
            return;
        }
        int threads = product.multiplications() < SERIAL_LIMIT ? 1 : team.threads();
        product.share(threads);
        if (product.byRows()) {
            run(threads, product.tiles(), Product.ROW_GRAIN, multiplyTiles);
        } else {
            product.cut(threads);
            if (!product.packsPrivately()) {
                run(threads, product.tiles(), PACK_GRAIN, packTiles);
            }
            run(threads, product.units(), 1, multiplyUnits);
        }
        product.forget();
    }

    private void run(int threads, int count, int grain, WorkerTeam.Part part) {
        if (threads == 1) {
            part.run(0, count);
        } else {
            team.run(count, grain, part);
        }
    }

    private void computeNarrow(
            boolean transposed, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output, float alpha, BlockOperation then) {
        if (output.numRows == 0 || output.numCols == 0) {
            return;
        }
        narrow.set(transposed, a, b, output, alpha, then);
        int groups = narrow.groups();
        if ((long) output.numRows * b.numRows * output.numCols < SERIAL_LIMIT) {
            multiplyNarrow.run(0, groups);
        } else {
            team.run(groups, (groups + team.threads() - 1) / team.threads(), multiplyNarrow);
        }
        narrow.forget();
    }

    private void computeUnpacked(int count, int grain, WorkerTeam.Part part) {
        run(unpacked.multiplications() < SERIAL_LIMIT ? 1 : team.threads(), count, grain, part);
        unpacked.forget();
    }

    private static void clearRowsOutside(NonZeros rows, FMatrixRMaj output) {
        if (rows == null) {
            return;
        }
        int n = output.numCols;
        int next = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            Arrays.fill(output.data, next * n, row * n, 0f);
            next = row + 1;
        }
        Arrays.fill(output.data, next * n, output.numRows * n, 0f);
    }
}
