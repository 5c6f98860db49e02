package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.BlockOperation;
import mnist.linalg.Columns;
import mnist.linalg.Gemm;
import mnist.linalg.Shapes;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * Products on the Vector API, blocked as in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication"
 * (2008): the left factor is packed once by all threads, then each thread takes strips of columns, packs its part of the
 * right factor block by block, and lets {@link Tile} run over it.
 *
 * <p>Every element is the sum over the inner index in rising order by fma, begun from zero and carried from block to
 * block in the result itself: the same bits for every width, number of threads and block size.
 */
final class SimdGemm implements Gemm {
    /** Multiplications below which one thread is faster than two that must meet (measured). */
    static final long SERIAL_LIMIT = 300_000;

    /** Tiles of the left factor that a thread packs at a time. */
    private static final int PACK_GRAIN = 2;

    private final WorkerTeam team;
    private final Product product = new Product();
    private final WorkerTeam.Part pack = product::packLeft;
    private final WorkerTeam.Part multiply = product::multiplyUnits;

    SimdGemm(WorkerTeam team) {
        this.team = team;
    }

    @Override
    public void mult(FMatrixRMaj a, Columns nonZero, FMatrixRMaj b, FMatrixRMaj output, BlockOperation then) {
        Shapes.requireMult(a, b, output);
        product.set(Product.Form.PLAIN, a, nonZero, b, output, 0f, then);
        compute();
    }

    @Override
    public void multTransA(FMatrixRMaj a, Columns nonZero, FMatrixRMaj b, FMatrixRMaj output) {
        Shapes.requireMultTransA(a, b, output);
        clearRowsOutside(nonZero, output);
        product.set(Product.Form.LEFT_TRANSPOSED, a, nonZero, b, output, 0f, BlockOperation.NONE);
        compute();
    }

    @Override
    public void multAddTransA(float alpha, FMatrixRMaj a, Columns nonZero, FMatrixRMaj b, FMatrixRMaj output) {
        Shapes.requireMultTransA(a, b, output);
        if (alpha != 0f) {
            product.set(Product.Form.LEFT_TRANSPOSED, a, nonZero, b, output, alpha, BlockOperation.NONE);
            compute();
        }
    }

    @Override
    public void multTransB(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output, BlockOperation then) {
        Shapes.requireMultTransB(a, b, output);
        product.set(Product.Form.RIGHT_TRANSPOSED, a, null, b, output, 0f, then);
        compute();
    }

    private void compute() {
        if (product.isEmpty()) {
            return;
        }
        if (product.multiplications() < SERIAL_LIMIT || team.threads() == 1) {
            product.cut(1);
            pack.run(0, product.tiles());
            multiply.run(0, product.units());
        } else {
            product.cut(team.threads());
            team.run(product.tiles(), PACK_GRAIN, pack);
            team.run(product.units(), 1, multiply);
        }
        product.forget();
    }

    private static void clearRowsOutside(Columns rows, FMatrixRMaj output) {
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
