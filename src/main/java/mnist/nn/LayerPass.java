package mnist.nn;

import mnist.linalg.Backend;
import mnist.linalg.BlockOperation;
import mnist.linalg.NonZeros;
import mnist.linalg.WeightRuns;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * One hidden layer at work: its scratch for up to maxRows rows, forward beside backward.
 *
 * <pre>
 *   z = x W + b    h = f(z + noise)                                normalization none
 *                  h = f(gamma (normalise(z) + noise) + beta)      normalization batch, layer
 *   y = dropout(h) + x
 *
 *   buffer        what it holds, B x out                                shares memory with
 *   z             the sums; normalised in place                         h, where there is no normalization
 *   h             outputs of the activation                             y, without dropout and residual
 *   derivative    f'(z), where the activation stores it; else null
 *   y             what the next layer sees
 *   dy            gradient of y                                         dz, without a residual connection
 *   dz            gradient of h, which becomes that of the sums in place
 * </pre>
 *
 * <p>Who applies f': in a plain layer the product of the layer above does, which multiplies every finished block of dy by
 * f' ({@link #afterInputGradient}), so that {@link #backward} has nothing left to do; elsewhere {@link #backward} does, row
 * by row, after dropout.
 *
 * <p>Noise, dropout and the residual + x are there only where asked for. In a plain layer z, h and y are one matrix, and so
 * are dy and dz.
 */
final class LayerPass {
    private final Layer layer;
    private final Backend backend;
    private final Activation activation;
    private final Dropout dropout;
    private final int number;

    /** These are null where there is none. */
    private final NormalizationPass normalization;

    private final NoisePass noise;
    private final ResidualPass residual;

    /** Where the weights are connected, null where they all are. */
    private final WeightRuns runs;

    private final FMatrixRMaj z;
    private final FMatrixRMaj h;
    private final FMatrixRMaj derivative;
    private final FMatrixRMaj y;
    private final FMatrixRMaj dy;
    private final FMatrixRMaj dz;

    private final BlockOperation afterProduct = this::addBiasAndActivate;
    private final BlockOperation afterInputGradient;
    private final BlockOperation addSkippedGradient = this::addSkippedGradient;

    private final WorkerTeam.Part normalizeForward = this::normalizeForward;
    private final WorkerTeam.Part normalizeBackward = this::normalizeBackward;
    private final WorkerTeam.Part dropForward = this::dropForward;
    private final WorkerTeam.Part dropBackward = this::dropBackward;

    private FMatrixRMaj x;
    private NonZeros nonZero;
    private boolean training;
    private int epoch;
    private int[] indices;

    /** The layer whose dy is the gradient of x. */
    private LayerPass below;

    LayerPass(Network network, int number, Backend backend, int maxRows, Dropout dropout, GaussianNoise noise) {
        NetworkSpec spec = network.spec();
        int width = spec.width(number);
        this.number = number;
        this.backend = backend;
        this.dropout = dropout;
        layer = network.layer(number);
        activation = spec.activation();
        runs = layer.receptiveFields == null ? null : layer.receptiveFields.weightRuns();
        normalization = !spec.normalizedAt(number)
                ? null
                : spec.normalization() == Normalization.BATCH
                        ? new BatchNormalization(layer, backend.math())
                        : new LayerNormalization(layer, maxRows);
        this.noise = noise.deviation(number) == 0
                ? null
                : new NoisePass(noise, number, layer.gamma, backend.team(), maxRows, width);
        residual = spec.residualAt(number) ? new ResidualPass(layer.projection, backend, maxRows) : null;
        z = new FMatrixRMaj(maxRows, width);
        h = normalization == null ? z : new FMatrixRMaj(maxRows, width);
        derivative = activation.storesDerivative() ? new FMatrixRMaj(maxRows, width) : null;
        y = residual != null || dropout.rate(number) > 0 ? new FMatrixRMaj(maxRows, width) : h;
        dy = new FMatrixRMaj(maxRows, width);
        dz = residual != null ? new FMatrixRMaj(maxRows, width) : dy;
        afterInputGradient = isPlain() ? this::multiplyByDerivative : BlockOperation.NONE;
    }

    /** Nothing but sums and an activation: the derivative can be applied block by block as the gradient arrives. */
    private boolean isPlain() {
        return normalization == null && y == h;
    }

    private boolean isNoisy() {
        return training && noise != null;
    }

    private boolean isDropping() {
        return training && dropout.rate(number) > 0;
    }

    // ---- the whole layer ----

    /** x: B x in; nonZero: where it may be other than zero (null: everywhere). Returns y: B x out. */
    FMatrixRMaj forward(FMatrixRMaj x, NonZeros nonZero, boolean training, int epoch, int[] indices) {
        this.x = x;
        this.nonZero = nonZero;
        this.training = training;
        this.epoch = epoch;
        this.indices = indices;
        reshape(x.numRows);
        if (isNoisy()) {
            noise.draw(x.numRows, epoch, indices);
        }
        backend.gemm().mult(x, nonZero, layer.w, runs, z, afterProduct);
        if (normalization != null) {
            normalize(normalizeForward);
        }
        if (y != h) {
            backend.team().run(h.numRows, Rows.GRAIN, dropForward);
        }
        if (residual != null) {
            residual.forward(x, nonZero, y);
        }
        return y;
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
    }

    /** Takes the gradient of y, complete in {@link #dy}, to that of z. */
    void backward() {
        if (isPlain()) {
            return; // Done block by block in multiplyByDerivative.
        }
        backend.team().run(dy.numRows, Rows.GRAIN, dropBackward);
        if (normalization == null) {
            return;
        }
        if (isNoisy()) {
            noise.backward(dz);
        }
        normalize(normalizeBackward);
        normalization.sumGradients(z);
        if (isNoisy()) {
            noise.addGammaGradient(normalization.dGamma);
        }
    }

    /** Puts the gradient of this layer's input into the dy of the layer below. */
    void backwardInput(LayerPass below) {
        this.below = below;
        if (residual != null) {
            residual.backward(dy);
        }
        BlockOperation then = residual == null ? below.afterInputGradient : addSkippedGradient;
        backend.gemm().multTransB(dz, layer.w, runs, below.dy, then);
    }

    private void addSkippedGradient(int fromRow, int toRow, int from, int to) {
        residual.addInputGradient(below.dy, fromRow, toRow, from, to);
        below.afterInputGradient.apply(fromRow, toRow, from, to);
    }

    // ---- sums and activation ----

    private void addBiasAndActivate(int fromRow, int toRow, int from, int to) {
        int width = z.numCols;
        float[] bias = layer.b.data;
        for (int row = fromRow; row < toRow; row++) {
            int start = row * width;
            for (int j = from; j < to; j++) {
                z.data[start + j] += bias[j];
            }
        }
        if (normalization == null) {
            activate(fromRow, toRow, from, to);
        }
    }

    private void multiplyByDerivative(int fromRow, int toRow, int from, int to) {
        int width = dy.numCols;
        if (to - from == width) {
            activateBackward(dy, fromRow * width, toRow * width);
            return;
        }
        for (int row = fromRow; row < toRow; row++) {
            activateBackward(dy, row * width + from, row * width + to);
        }
    }

    private void activate(int fromRow, int toRow, int from, int to) {
        for (int row = fromRow; isNoisy() && row < toRow; row++) {
            noise.add(h, row, from, to);
        }
        int width = h.numCols;
        if (to - from == width) { // One stretch of memory: each row by itself would end within a vector.
            activate(fromRow * width, toRow * width);
            return;
        }
        for (int row = fromRow; row < toRow; row++) {
            activate(row * width + from, row * width + to);
        }
    }

    /** The numbers [from, to) of the whole matrix. */
    private void activate(int from, int to) {
        activation.forward(backend.math(), h.data, derivative == null ? null : derivative.data, from, to);
    }

    /** dh *= f', for the numbers [from, to) of the whole matrix. */
    private void activateBackward(FMatrixRMaj dh, int from, int to) {
        activation.backward(backend.math(), h.data, derivative == null ? null : derivative.data, dh.data, from, to);
        backend.math().flushToZero(dh.data, from, to);
    }

    // ---- normalization ----

    private void normalize(WorkerTeam.Part part) {
        if (normalization.alongRows) {
            backend.team().run(z.numRows, Rows.GRAIN, part);
        } else {
            backend.team().run(z.numCols, Rows.COLUMN_GRAIN, part);
        }
    }

    private void normalizeForward(int from, int to) {
        normalization.forward(z, h, training, from, to);
        boolean rows = normalization.alongRows;
        activate(rows ? from : 0, rows ? to : h.numRows, rows ? 0 : from, rows ? h.numCols : to);
    }

    private void normalizeBackward(int from, int to) {
        normalization.backward(z, dz, from, to);
    }

    // ---- dropout ----

    private void dropForward(int fromRow, int toRow) {
        if (isDropping()) {
            dropout.apply(h, y, number, epoch, indices, fromRow, toRow);
        } else {
            copyRows(h, y, fromRow, toRow);
        }
    }

    private void dropBackward(int fromRow, int toRow) {
        if (isDropping()) {
            dropout.apply(dy, dz, number, epoch, indices, fromRow, toRow);
        } else if (dz != dy) {
            copyRows(dy, dz, fromRow, toRow);
        }
        activateBackward(dz, fromRow * dz.numCols, toRow * dz.numCols);
    }

    private static void copyRows(FMatrixRMaj from, FMatrixRMaj to, int fromRow, int toRow) {
        int start = fromRow * from.numCols;
        System.arraycopy(from.data, start, to.data, start, (toRow - fromRow) * from.numCols);
    }

    // ---- gradients of the parameters ----

    void gradients(Gradients.OfLayer into) {
        into.fill(backend, x, nonZero, dz, runs);
        if (normalization != null) {
            into.gamma.setTo(normalization.dGamma);
            into.beta.setTo(normalization.dBeta);
        }
        if (residual != null) {
            residual.gradient(into.projection);
        }
    }

    /** The gradient and the step of plain descent in one: w -= learningRate dw without dw ever being written down. */
    void descend(float learningRate) {
        backend.gemm().multAddTransA(-learningRate, x, nonZero, dz, layer.w, runs);
        Rows.addColumnSums(-learningRate, dz, layer.b);
        if (normalization != null) {
            Rows.addColumnSums(-learningRate, normalization.dGamma, layer.gamma);
            Rows.addColumnSums(-learningRate, normalization.dBeta, layer.beta);
        }
        if (residual != null) {
            residual.descend(learningRate);
        }
    }

    /** f' of the activations of the last forward, in the memory of dy. */
    FMatrixRMaj slopes() {
        dy.fill(1);
        activateBackward(dy, 0, dy.getNumElements());
        return dy;
    }

    FMatrixRMaj y() {
        return y;
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
}
