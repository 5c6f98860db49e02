package mnist.nn;

import mnist.linalg.Backend;
import mnist.linalg.BlockOperation;
import mnist.linalg.NonZeros;
import org.ejml.data.FMatrixRMaj;

/**
 * The way past one hidden layer at work. P projects between layers of different widths; elsewhere there is none.
 *
 * <pre>
 *   forward     y += x         y += x P
 *   backward    dx += dy       dx += dy P^T
 *   gradient                   dP = x^T dy
 * </pre>
 */
final class ResidualPass {
    private final Backend backend;

    /** P, in x out, or null. */
    private final FMatrixRMaj projection;

    /** x P, B x out; null without P. */
    private final FMatrixRMaj projected;

    /** dy P^T, B x in; null without P. */
    private final FMatrixRMaj projectedGradient;

    private final BlockOperation addProjected = this::addProjected;
    private FMatrixRMaj x;
    private NonZeros nonZero;
    private FMatrixRMaj y;
    private FMatrixRMaj dy;

    /** @param projection in x out, or null */
    ResidualPass(FMatrixRMaj projection, Backend backend, int maxRows) {
        this.projection = projection;
        this.backend = backend;
        projected = projection == null ? null : new FMatrixRMaj(maxRows, projection.numCols);
        projectedGradient = projection == null ? null : new FMatrixRMaj(maxRows, projection.numRows);
    }

    /** Adds its share to y. x: B x in; nonZero: where it may be other than zero (null: everywhere); y: B x out. */
    void forward(FMatrixRMaj x, NonZeros nonZero, FMatrixRMaj y) {
        this.x = x;
        this.nonZero = nonZero;
        this.y = y;
        if (projection == null) {
            addBlock(x, y, 0, y.numRows, 0, y.numCols);
        } else {
            projected.reshape(x.numRows, projected.numCols);
            backend.gemm().mult(x, nonZero, projection, null, projected, addProjected);
        }
    }

    private void addProjected(int fromRow, int toRow, int from, int to) {
        addBlock(projected, y, fromRow, toRow, from, to);
    }

    /** Takes the gradient of y, B x out, which must stay as it is until the parameters' gradients are taken. */
    void backward(FMatrixRMaj dy) {
        this.dy = dy;
        if (projection != null) {
            projectedGradient.reshape(dy.numRows, projectedGradient.numCols);
            backend.gemm().multTransB(dy, projection, null, projectedGradient, BlockOperation.NONE);
        }
    }

    /** Adds its share to a block of the gradient of x, B x in; call after {@link #backward}. */
    void addInputGradient(FMatrixRMaj dx, int fromRow, int toRow, int from, int to) {
        addBlock(projection == null ? dy : projectedGradient, dx, fromRow, toRow, from, to);
    }

    /** Writes dP, in x out, where there is a P. */
    void gradient(FMatrixRMaj dP) {
        if (projection != null) {
            backend.gemm().multTransA(x, nonZero, dy, dP, null);
        }
    }

    /** P -= learningRate dP. */
    void descend(float learningRate) {
        if (projection != null) {
            backend.gemm().multAddTransA(-learningRate, x, nonZero, dy, projection, null);
        }
    }

    private static void addBlock(FMatrixRMaj from, FMatrixRMaj to, int fromRow, int toRow, int fromCol, int toCol) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * to.numCols;
            for (int i = start + fromCol; i < start + toCol; i++) {
                to.data[i] += from.data[i];
            }
        }
    }
}
