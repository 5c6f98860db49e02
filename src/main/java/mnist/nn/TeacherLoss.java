package mnist.nn;

import mnist.linalg.Backend;
import org.ejml.data.FMatrixRMaj;

/** The loss of {@link SoftTargets} and its derivative, for softmax outputs with cross-entropy. */
final class TeacherLoss {
    private final SoftTargets settings;
    private final Backend backend;

    /** softmax(z / T), B x classes. */
    private final FMatrixRMaj softened;

    private final float[] rowLogs;
    private FMatrixRMaj logits;
    private FMatrixRMaj targets;

    TeacherLoss(SoftTargets settings, Backend backend, int maxRows, int classes) {
        this.settings = settings;
        this.backend = backend;
        softened = new FMatrixRMaj(maxRows, classes);
        rowLogs = new float[maxRows];
    }

    /** The student's logits of a batch and the teacher's probabilities at the same temperature, both B x classes. */
    void begin(FMatrixRMaj logits, FMatrixRMaj targets) {
        this.logits = logits;
        this.targets = targets;
        Softmax.apply(backend.math(), logits, settings.temperature(), softened, rowLogs);
    }

    /** The sum of the rows' losses, given that of the labels alone. */
    double lossSum(double ofLabels) {
        double divergence = 0;
        for (int row = 0; row < logits.numRows; row++) {
            int start = row * logits.numCols;
            float max = logits.data[start + Rows.indexOfLargest(logits, row)];
            float expected = 0;
            double entropy = 0;
            for (int j = start; j < start + logits.numCols; j++) {
                float q = targets.data[j];
                expected += q * (logits.data[j] - max);
                entropy -= q > 0 ? q * Math.log(q) : 0;
            }
            divergence += rowLogs[row] - expected / settings.temperature() - entropy;
        }
        float t = settings.temperature();
        return (1 - settings.weight()) * ofLabels + settings.weight() * t * t * divergence;
    }

    /** Turns the derivative of the labels' mean loss into that of the whole. */
    void addTo(FMatrixRMaj dz) {
        float ofLabels = 1 - settings.weight();
        float scale = settings.weight() * settings.temperature() / dz.numRows;
        int count = dz.getNumElements();
        for (int i = 0; i < count; i++) {
            dz.data[i] = ofLabels * dz.data[i] + scale * (softened.data[i] - targets.data[i]);
        }
    }
}
