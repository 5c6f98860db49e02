package mnist.nn;

import mnist.InvalidSetting;
import mnist.linalg.Backend;
import org.ejml.data.FMatrixRMaj;

/**
 * How much of the loss asks for the probabilities of a teacher instead of the label (Hinton, Vinyals, Dean: "Distilling
 * the knowledge in a neural network", 2015). With the temperature T, the weight w and the teacher's q = softmax(v / T) of
 * its logits v:
 *
 * <pre>
 *   loss  =  (1 - w) CE(y, softmax(z))  +  w T^2 KL(q, softmax(z / T))
 *     dz  =  (1 - w) (softmax(z) - y)   +  w T (softmax(z / T) - q)
 * </pre>
 *
 * <p>KL(q, p) = sum q ln(q / p) differs from the cross-entropy CE(q, p) by the teacher's own entropy only: the same gradient,
 * but 0 where the teacher is met. The factor T^2 keeps both parts of the gradient of a size, whatever the temperature.
 *
 * @param temperature T, above 0
 * @param weight w, 0 for no teacher, 1 for no labels
 */
public record SoftTargets(float temperature, float weight) {
    /** Labels alone. */
    public static final SoftTargets NONE = new SoftTargets(1, 0);

    /** Larger ones make all probabilities equal to the last digit of a float. */
    private static final float HOTTEST = 1000;

    /** @throws InvalidSetting when a value is out of range */
    public SoftTargets {
        InvalidSetting.require(
                temperature > 0 && temperature <= HOTTEST,
                "distillation.temperature",
                "must be above 0 and at most 1000, not " + temperature);
        InvalidSetting.require(
                weight >= 0 && weight <= 1, "distillation.weight", "must be above 0 and at most 1, not " + weight);
    }

    boolean isNone() {
        return weight == 0;
    }

    /** This loss and its derivative, for softmax outputs with cross-entropy. */
    static final class TeacherLoss {
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
            Rows.softmax(backend.math(), logits, settings.temperature(), softened, rowLogs);
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
                    entropy -= q > 0 ? q * StrictMath.log(q) : 0;
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
}
