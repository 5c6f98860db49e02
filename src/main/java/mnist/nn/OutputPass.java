package mnist.nn;

import mnist.linalg.Backend;
import mnist.linalg.BlockOperation;
import mnist.linalg.NonZeros;
import mnist.linalg.VectorMath;
import org.ejml.data.FMatrixRMaj;

/**
 * The last layer at work, together with the loss that owns its activation.
 *
 * <pre>
 *   logits = x W + b    a = g(logits)    dz = d(mean loss)/d(logits)
 *
 *   buffer        what it holds                                             shape
 *   logits        the sums                                                  B x classes
 *   a             outputs: the output activation of the logits              B x classes
 *   dz            gradient of the logits; or the softened outputs,
 *                 in a workspace that does not go backward                  B x classes
 *   rowLogs       ln of the sum of e^(z - max), for softmax                 B
 *   softplus      ln(1 + e^-|z|), for sigmoid with cross-entropy            B x classes
 * </pre>
 */
final class OutputPass {
    private final Layer layer;
    private final Backend backend;
    private final Output output;
    private final Loss loss;
    private final float smoothing;

    private final FMatrixRMaj logits;
    private final FMatrixRMaj a;
    private final FMatrixRMaj dz;
    private final float[] rowLogs;
    private final float[] softplus;

    /** Null where the labels alone decide the loss. */
    private final SoftTargets.TeacherLoss teacherLoss;

    private final BlockOperation addBias;
    private FMatrixRMaj x;
    private NonZeros nonZero;

    OutputPass(Network network, Backend backend, int maxRows, float smoothing, SoftTargets softTargets) {
        NetworkSpec spec = network.spec();
        this.backend = backend;
        this.smoothing = smoothing;
        layer = network.layer(spec.layers());
        output = spec.output();
        loss = spec.loss();
        logits = new FMatrixRMaj(maxRows, spec.outputs());
        a = new FMatrixRMaj(maxRows, spec.outputs());
        dz = new FMatrixRMaj(maxRows, spec.outputs());
        rowLogs = new float[maxRows];
        softplus = output == Output.SIGMOID && loss == Loss.CROSS_ENTROPY ? new float[maxRows * spec.outputs()] : null;
        addBias = this::addBias;
        teacherLoss = softTargets.isNone()
                ? null
                : new SoftTargets.TeacherLoss(softTargets, backend, maxRows, spec.outputs());
        if (teacherLoss != null && (output != Output.SOFTMAX || loss != Loss.CROSS_ENTROPY)) {
            throw new IllegalArgumentException("a teacher needs a student with softmax outputs and cross-entropy");
        }
    }

    /** Gives the teacher's softened probabilities of the rows just forwarded. */
    void teach(FMatrixRMaj targets) {
        teacherLoss.begin(logits, targets);
    }

    /** Returns the outputs, B x classes. */
    FMatrixRMaj forward(FMatrixRMaj x, NonZeros nonZero) {
        this.x = x;
        this.nonZero = nonZero;
        logits.reshape(x.numRows, logits.numCols);
        a.reshape(x.numRows, a.numCols);
        dz.reshape(x.numRows, dz.numCols);
        backend.gemm().mult(x, nonZero, layer.w, null, logits, addBias);
        activate();
        return a;
    }

    private void addBias(int fromRow, int toRow, int from, int to) {
        for (int row = fromRow; row < toRow; row++) {
            for (int j = from; j < to; j++) {
                logits.data[row * logits.numCols + j] += layer.b.data[j];
            }
        }
    }

    private void activate() {
        VectorMath math = backend.math();
        int count = logits.getNumElements();
        System.arraycopy(logits.data, 0, a.data, 0, count);
        switch (output) {
            case SOFTMAX -> Rows.softmax(math, a, rowLogs);
            case SIGMOID -> math.sigmoid(a.data, 0, count);
            case IDENTITY -> {}
        }
    }

    /** softmax(z / temperature) of the rows just forwarded, B x classes; takes the place of dz. */
    FMatrixRMaj softened(float temperature) {
        Rows.softmax(backend.math(), logits, temperature, dz, rowLogs);
        return dz;
    }

    // ---- loss ----

    /** The sum of the rows' losses; the mean is this by B. */
    double lossSum(int[] labels) {
        double ofLabels = labelLossSum(labels);
        return teacherLoss == null ? ofLabels : teacherLoss.lossSum(ofLabels);
    }

    private double labelLossSum(int[] labels) {
        if (loss == Loss.MSE) {
            return squaredErrors(labels);
        }
        return output == Output.SOFTMAX ? negativeLogLikelihoods(labels) : binaryCrossEntropies(labels);
    }

    private double squaredErrors(int[] labels) {
        double sum = 0;
        for (int row = 0; row < a.numRows; row++) {
            for (int j = 0; j < a.numCols; j++) {
                float difference = a.data[row * a.numCols + j] - target(labels[row], j);
                sum += difference * difference;
            }
        }
        return sum;
    }

    /** -sum of y log p = log-sum-exp(z) - sum of y z, as the targets y sum to 1. */
    private double negativeLogLikelihoods(int[] labels) {
        double sum = 0;
        for (int row = 0; row < a.numRows; row++) {
            int start = row * a.numCols;
            float max = logits.data[start + Rows.indexOfLargest(logits, row)];
            float expected;
            if (smoothing == 0) {
                expected = logits.data[start + labels[row]] - max;
            } else {
                expected = 0;
                for (int j = 0; j < a.numCols; j++) {
                    expected += target(labels[row], j) * (logits.data[start + j] - max);
                }
            }
            sum += rowLogs[row] - expected;
        }
        return sum;
    }

    /** -y log s(z) - (1 - y) log(1 - s(z)) = max(z, 0) - y z + ln(1 + e^-|z|). */
    private double binaryCrossEntropies(int[] labels) {
        int count = logits.getNumElements();
        for (int i = 0; i < count; i++) {
            softplus[i] = -Math.abs(logits.data[i]);
        }
        backend.math().exp(softplus, 0, count);
        for (int i = 0; i < count; i++) {
            softplus[i] += 1;
        }
        backend.math().log(softplus, 0, count);
        double sum = 0;
        for (int row = 0; row < a.numRows; row++) {
            for (int j = 0; j < a.numCols; j++) {
                int i = row * a.numCols + j;
                float z = logits.data[i];
                sum += Math.max(z, 0) - target(labels[row], j) * z + softplus[i];
            }
        }
        return sum;
    }

    /** One-hot, smoothed towards uniform (Szegedy et al. 2016) where asked for. */
    private float target(int label, int j) {
        float uniform = smoothing / a.numCols;
        return j == label ? 1 - smoothing + uniform : uniform;
    }

    // ---- backward ----

    /** dz = d(mean loss)/d(logits). The factor 1/B is applied here and nowhere else. */
    void backward(int[] labels) {
        float scale = 1f / a.numRows;
        for (int row = 0; row < a.numRows; row++) {
            int start = row * a.numCols;
            for (int j = 0; j < a.numCols; j++) {
                dz.data[start + j] = (a.data[start + j] - target(labels[row], j)) * scale;
            }
        }
        if (loss == Loss.MSE) {
            squaredErrorDerivative();
        }
        if (teacherLoss != null) {
            teacherLoss.addTo(dz);
        }
        backend.math().flushToZero(dz.data, 0, dz.getNumElements());
    }

    private void squaredErrorDerivative() {
        for (int row = 0; row < a.numRows; row++) {
            int start = row * a.numCols;
            switch (output) {
                case IDENTITY -> {
                    for (int i = start; i < start + a.numCols; i++) {
                        dz.data[i] *= 2;
                    }
                }
                case SIGMOID -> {
                    for (int i = start; i < start + a.numCols; i++) {
                        dz.data[i] *= 2 * a.data[i] * (1 - a.data[i]);
                    }
                }
                case SOFTMAX -> softmaxJacobian(start);
            }
        }
    }

    /** da to dz through softmax: dz_j = a_j (da_j - sum of da_i a_i). */
    private void softmaxJacobian(int start) {
        float product = 0;
        for (int i = start; i < start + a.numCols; i++) {
            dz.data[i] *= 2;
            product += dz.data[i] * a.data[i];
        }
        for (int i = start; i < start + a.numCols; i++) {
            dz.data[i] = a.data[i] * (dz.data[i] - product);
        }
    }

    void backwardInput(LayerPass below) {
        backend.gemm().multTransB(dz, layer.w, null, below.dy(), below.afterInputGradient());
    }

    void gradients(Gradients.OfLayer into) {
        into.fill(backend, x, nonZero, dz, null);
    }

    void descend(float learningRate) {
        backend.gemm().multAddTransA(-learningRate, x, nonZero, dz, layer.w, null);
        Rows.addColumnSums(-learningRate, dz, layer.b);
    }

    /** Rows whose largest output is their label's. */
    int correct(int[] labels) {
        int correct = 0;
        for (int row = 0; row < a.numRows; row++) {
            correct += Rows.indexOfLargest(a, row) == labels[row] ? 1 : 0;
        }
        return correct;
    }

    FMatrixRMaj outputs() {
        return a;
    }

    FMatrixRMaj dz() {
        return dz;
    }
}
