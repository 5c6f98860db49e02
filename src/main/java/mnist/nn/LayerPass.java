package mnist.nn;

import mnist.linalg.Backend;
import mnist.linalg.Band;
import mnist.linalg.BlockOperation;
import mnist.linalg.Columns;
import mnist.linalg.VectorMath;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * One hidden layer at work: its scratch for up to maxRows rows, forward beside backward.
 *
 * <pre>
 *   z = x W + b    h = f(z + noise)                                normalization none
 *                  h = f(gamma (normalise(z) + noise) + beta)      normalization batch, layer
 *   y = dropout(h) + x
 * </pre>
 *
 * <p>Noise, dropout and the residual + x are there only where asked for.
 */
final class LayerPass {
    private final Layer layer;
    private final Backend backend;
    private final Activation activation;
    private final NormalizationPass normalization;
    private final Dropout dropout;

    /** Null where there is none. */
    private final NoisePass noise;

    private final int number;
    private final boolean residual;

    /** Where the weights are connected, null where they all are. */
    private final Band band;

    /** Sums, B x out; normalised in place where there is a normalization; h itself where there is none. */
    private final FMatrixRMaj z;

    /** Outputs of the activation, B x out. */
    private final FMatrixRMaj h;

    /** f'(z), B x out, where the activation stores it; else null. */
    private final FMatrixRMaj derivative;

    /** What the next layer sees, B x out; h itself in a plain layer. */
    private final FMatrixRMaj y;

    /** Gradient of y, B x out; becomes dz in place in a layer without a residual connection. */
    private final FMatrixRMaj dy;

    /** Gradient of the sums, B x out. */
    private final FMatrixRMaj dz;

    private final BlockOperation afterProduct;
    private final BlockOperation afterInputGradient;
    private final BlockOperation addProjected;
    private final BlockOperation addSkippedGradient;
    private final BlockOperation addProjectedGradient;

    private final WorkerTeam.Part normalizeRange = this::normalizeRange;
    private final WorkerTeam.Part dropRange = this::dropRange;
    private final WorkerTeam.Part backwardRange = this::backwardRange;
    private final WorkerTeam.Part normalizeBackRange = this::normalizeBackRange;
    private final WorkerTeam.Part cutRange = this::cutRange;

    private FMatrixRMaj x;
    private Columns nonZero;
    private boolean training;
    private int epoch;
    private int[] indices;
    private FMatrixRMaj cut;

    /** Gradient of x of the layer below while this layer hands blame down. */
    private LayerPass below;

    private final FMatrixRMaj projected;
    private final FMatrixRMaj projectedGradient;

    LayerPass(Network network, int number, Backend backend, int maxRows, Dropout dropout, GaussianNoise noise) {
        NetworkSpec spec = network.spec();
        int width = spec.width(number);
        this.number = number;
        this.backend = backend;
        this.dropout = dropout;
        layer = network.layer(number);
        activation = spec.activation();
        residual = spec.residualAt(number);
        band = layer.receptiveFields == null ? null : layer.receptiveFields.band();
        normalization = !spec.normalizedAt(number)
                ? null
                : spec.normalization() == Normalization.BATCH
                        ? new BatchNormalization(layer)
                        : new LayerNormalization(layer, maxRows);
        this.noise = noise.deviation(number) == 0
                ? null
                : new NoisePass(noise, number, layer.gamma, backend.team(), maxRows, width);
        z = new FMatrixRMaj(maxRows, width);
        h = normalization == null ? z : new FMatrixRMaj(maxRows, width);
        derivative = activation.storesDerivative() ? new FMatrixRMaj(maxRows, width) : null;
        y = residual || dropout.rate(number) > 0 ? new FMatrixRMaj(maxRows, width) : h;
        dy = new FMatrixRMaj(maxRows, width);
        dz = residual ? new FMatrixRMaj(maxRows, width) : dy;
        boolean projecting = layer.projection != null;
        projected = projecting ? new FMatrixRMaj(maxRows, width) : null;
        projectedGradient = projecting ? new FMatrixRMaj(maxRows, spec.width(number - 1)) : null;
        afterProduct = this::addBiasAndActivate;
        afterInputGradient = isPlain() ? this::multiplyByDerivative : BlockOperation.NONE;
        addProjected = (fromRow, toRow, from, to) -> addBlock(projected, y, fromRow, toRow, from, to);
        addSkippedGradient = this::addSkippedGradient;
        addProjectedGradient = this::addProjectedGradient;
    }

    /** Nothing but sums and an activation: the derivative can be applied block by block as the blame arrives. */
    private boolean isPlain() {
        return normalization == null && y == h;
    }

    // ---- forward ----

    /** x: B x in, with the columns that may be other than zero (null: all). Returns y: B x out. */
    FMatrixRMaj forward(FMatrixRMaj x, Columns nonZero, boolean training, int epoch, int[] indices) {
        this.x = x;
        this.nonZero = nonZero;
        this.training = training;
        this.epoch = epoch;
        this.indices = indices;
        reshape(x.numRows);
        if (isNoisy()) {
            noise.draw(x.numRows, epoch, indices);
        }
        backend.gemm().mult(x, nonZero, layer.w, band, z, afterProduct);
        if (normalization != null) {
            normalizeAndActivate();
        }
        if (y != h) {
            dropAndAddInput();
        }
        return y;
    }

    private boolean isNoisy() {
        return training && noise != null;
    }

    private void reshape(int rows) {
        z.reshape(rows, z.numCols);
        h.reshape(rows, h.numCols);
        y.reshape(rows, y.numCols);
        dy.reshape(rows, dy.numCols);
        dz.reshape(rows, dz.numCols);
        if (derivative != null) {
            derivative.reshape(rows, derivative.numCols);
        }
        if (projected != null) {
            projected.reshape(rows, projected.numCols);
            projectedGradient.reshape(rows, projectedGradient.numCols);
        }
    }

    private void addBiasAndActivate(int fromRow, int toRow, int from, int to) {
        int width = z.numCols;
        float[] bias = layer.b.data;
        for (int row = fromRow; row < toRow; row++) {
            int start = row * width;
            for (int j = from; j < to; j++) {
                z.data[start + j] += bias[j];
            }
            if (normalization == null) {
                activate(row, from, to);
            }
        }
    }

    /** Columns [from, to) of one row. */
    private void activate(int row, int from, int to) {
        if (isNoisy()) {
            noise.add(h, row, from, to);
        }
        VectorMath math = backend.math();
        int start = row * h.numCols;
        activation.forward(math, h.data, derivative == null ? null : derivative.data, start + from, start + to);
    }

    private void normalizeAndActivate() {
        if (normalization.alongRows()) {
            backend.team().run(z.numRows, Rows.GRAIN, normalizeRange);
        } else {
            backend.team().run(z.numCols, Rows.COLUMN_GRAIN, normalizeRange);
        }
    }

    private void normalizeRange(int from, int to) {
        normalization.forward(z, h, training, from, to);
        boolean rows = normalization.alongRows();
        for (int row = rows ? from : 0; row < (rows ? to : h.numRows); row++) {
            activate(row, rows ? 0 : from, rows ? h.numCols : to);
        }
    }

    private void dropAndAddInput() {
        backend.team().run(h.numRows, Rows.GRAIN, dropRange);
        if (layer.projection != null) {
            backend.gemm().mult(x, nonZero, layer.projection, null, projected, addProjected);
        } else if (residual) {
            addBlock(x, y, 0, y.numRows, 0, y.numCols);
        }
    }

    private void dropRange(int fromRow, int toRow) {
        if (training && dropout.rate(number) > 0) {
            dropout.apply(h, y, number, epoch, indices, fromRow, toRow);
        } else {
            copyRows(h, y, fromRow, toRow);
        }
    }

    // ---- backward ----

    /** Takes the gradient of y, complete in {@link #dy}, to that of z. */
    void backward() {
        if (isPlain()) {
            return; // Done block by block in multiplyByDerivative.
        }
        backend.team().run(dy.numRows, Rows.GRAIN, backwardRange);
        if (normalization == null) {
            return;
        }
        if (isNoisy()) {
            noise.backward(dz);
        }
        if (normalization.alongRows()) {
            backend.team().run(dz.numRows, Rows.GRAIN, normalizeBackRange);
        } else {
            backend.team().run(dz.numCols, Rows.COLUMN_GRAIN, normalizeBackRange);
        }
        normalization.sumGradients(z);
        if (isNoisy()) {
            noise.addGammaGradient(normalization.dGamma());
        }
    }

    private void backwardRange(int fromRow, int toRow) {
        if (training && dropout.rate(number) > 0) {
            dropout.apply(dy, dz, number, epoch, indices, fromRow, toRow);
        } else if (dz != dy) {
            copyRows(dy, dz, fromRow, toRow);
        }
        float[] d = derivative == null ? null : derivative.data;
        activation.backward(backend.math(), h.data, d, dz.data, fromRow * dz.numCols, toRow * dz.numCols);
    }

    private void normalizeBackRange(int from, int to) {
        normalization.backward(z, dz, from, to);
    }

    /** Hands the blame down: the gradient of this layer's input arrives in the dy of the layer below. */
    void backwardInput(LayerPass below) {
        this.below = below;
        if (layer.projection != null) {
            backend.gemm().multTransB(dy, layer.projection, projectedGradient, BlockOperation.NONE);
            backend.gemm().multTransB(dz, layer.w, below.dy, addProjectedGradient);
        } else {
            backend.gemm().multTransB(dz, layer.w, below.dy, residual ? addSkippedGradient : below.afterInputGradient);
        }
    }

    private void addSkippedGradient(int fromRow, int toRow, int from, int to) {
        addBlock(dy, below.dy, fromRow, toRow, from, to);
        below.afterInputGradient.apply(fromRow, toRow, from, to);
    }

    private void addProjectedGradient(int fromRow, int toRow, int from, int to) {
        addBlock(projectedGradient, below.dy, fromRow, toRow, from, to);
        below.afterInputGradient.apply(fromRow, toRow, from, to);
    }

    private void multiplyByDerivative(int fromRow, int toRow, int from, int to) {
        float[] d = derivative == null ? null : derivative.data;
        for (int row = fromRow; row < toRow; row++) {
            int start = row * dy.numCols;
            activation.backward(backend.math(), h.data, d, dy.data, start + from, start + to);
        }
    }

    // ---- gradients of the parameters ----

    void gradients(LayerGradients into) {
        into.fill(backend, x, nonZero, dz, band);
        cut(into.w);
        if (normalization != null) {
            into.gamma.setTo(normalization.dGamma());
            into.beta.setTo(normalization.dBeta());
        }
        if (layer.projection != null) {
            backend.gemm().multTransA(x, nonZero, dy, into.projection, null);
        }
    }

    /** The gradient and the step of plain descent in one: w -= learningRate dw without dw ever being written down. */
    void descend(float learningRate) {
        backend.gemm().multAddTransA(-learningRate, x, nonZero, dz, layer.w, band);
        cut(layer.w);
        Rows.addColumnSums(-learningRate, dz, layer.b);
        if (normalization != null) {
            Rows.addColumnSums(-learningRate, normalization.dGamma(), layer.gamma);
            Rows.addColumnSums(-learningRate, normalization.dBeta(), layer.beta);
        }
        if (layer.projection != null) {
            backend.gemm().multAddTransA(-learningRate, x, nonZero, dy, layer.projection, null);
        }
    }

    /** What is not connected has no gradient and stays 0. */
    private void cut(FMatrixRMaj matrix) {
        if (layer.receptiveFields != null) {
            cut = matrix;
            backend.team().run(matrix.numRows, Rows.GRAIN, cutRange);
        }
    }

    private void cutRange(int fromRow, int toRow) {
        layer.receptiveFields.cut(cut, fromRow, toRow);
    }

    /** f' of the activations of the last forward, in the memory of dy. */
    FMatrixRMaj slopes() {
        dy.fill(1);
        activation.backward(
                backend.math(), h.data, derivative == null ? null : derivative.data, dy.data, 0, dy.getNumElements());
        return dy;
    }

    FMatrixRMaj y() {
        return y;
    }

    /** Outputs of the activation. */
    FMatrixRMaj h() {
        return h;
    }

    FMatrixRMaj dy() {
        return dy;
    }

    FMatrixRMaj dz() {
        return dz;
    }

    /** What a layer above calls on every finished block of the gradient of its input. */
    BlockOperation afterInputGradient() {
        return afterInputGradient;
    }

    private static void copyRows(FMatrixRMaj from, FMatrixRMaj to, int fromRow, int toRow) {
        int start = fromRow * from.numCols;
        System.arraycopy(from.data, start, to.data, start, (toRow - fromRow) * from.numCols);
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
