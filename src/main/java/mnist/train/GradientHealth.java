package mnist.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.nn.Activation;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/**
 * Looks at one step of every epoch, the last with a full batch: how large weights, gradients and updates are, layer by
 * layer, and which units hand back no blame. It stands around the update that does the step; the other steps go straight
 * through, and nothing is allocated in any.
 */
final class GradientHealth implements ParameterUpdate {
    /** f' below this share of its largest value counts as none. */
    private static final float FLAT_SHARE = 0.05f;

    /** In a smaller batch units are off by chance. */
    private static final int ROWS_TO_JUDGE = 16;

    private final ParameterUpdate update;
    private final NetworkSpec spec;
    private final List<FMatrixRMaj> weights = new ArrayList<>();
    private final List<float[]> before = new ArrayList<>();
    private final double[] weightNorms;
    private final double[] gradientNorms;
    private final double[] updateNorms;
    private final double[] dead;
    private final double[] flat;
    private final int[] flatRows;
    private final float flatBelow;
    private final int stepsPerEpoch;
    private final int measuredStep;
    private boolean measured;

    /**
     * @param update what does the step
     * @param images in an epoch
     * @param batchSize at most the images
     */
    GradientHealth(ParameterUpdate update, Network network, int images, int batchSize) {
        this.update = update;
        spec = network.spec();
        int widest = 0;
        for (int layer = 1; layer <= spec.layers(); layer++) {
            FMatrixRMaj w = network.layer(layer).w;
            weights.add(w);
            before.add(new float[w.getNumElements()]);
            widest = Math.max(widest, spec.width(layer));
        }
        weightNorms = new double[spec.layers()];
        gradientNorms = new double[spec.layers()];
        updateNorms = new double[spec.layers()];
        dead = new double[spec.layers()];
        flat = new double[spec.layers()];
        flatRows = new int[widest];
        flatBelow = flatBelow(spec.activation());
        stepsPerEpoch = (images + batchSize - 1) / batchSize;
        measuredStep = images / batchSize - 1;
    }

    private static float flatBelow(Activation activation) {
        return switch (activation) {
            case SIGMOID -> FLAT_SHARE / 4;
            case LEAKY_RELU, IDENTITY -> 0; // Their slope is never next to 0.
            default -> FLAT_SHARE;
        };
    }

    @Override
    public void apply(Workspace workspace, float learningRate, long step) {
        if ((step - 1) % stepsPerEpoch != measuredStep) {
            update.apply(workspace, learningRate, step);
            return;
        }
        remember();
        update.apply(workspace, learningRate, step);
        measure(workspace, learningRate);
    }

    private void remember() {
        for (int i = 0; i < weights.size(); i++) {
            float[] w = weights.get(i).data;
            System.arraycopy(w, 0, before.get(i), 0, before.get(i).length);
        }
    }

    /** Uses up what backward left in the workspace. */
    private void measure(Workspace workspace, float learningRate) {
        for (int i = 0; i < weights.size(); i++) {
            float[] old = before.get(i);
            weightNorms[i] = norm(old, old.length);
            updateNorms[i] = distance(weights.get(i).data, old);
            FMatrixRMaj gradient = update.weightGradient(i + 1);
            gradientNorms[i] =
                    gradient == null ? updateNorms[i] / learningRate : norm(gradient.data, gradient.getNumElements());
            if (i < weights.size() - 1) {
                countFlat(i, workspace.slopes(i + 1));
            }
        }
        measured = true;
    }

    private void countFlat(int i, FMatrixRMaj slopes) {
        Arrays.fill(flatRows, 0);
        for (int row = 0; row < slopes.numRows; row++) {
            int start = row * slopes.numCols;
            for (int j = 0; j < slopes.numCols; j++) {
                flatRows[j] += Math.abs(slopes.data[start + j]) < flatBelow ? 1 : 0;
            }
        }
        int deadUnits = 0;
        long flatCount = 0;
        for (int j = 0; j < slopes.numCols; j++) {
            deadUnits += flatRows[j] == slopes.numRows ? 1 : 0;
            flatCount += flatRows[j];
        }
        dead[i] = slopes.numRows < ROWS_TO_JUDGE ? Double.NaN : (double) deadUnits / slopes.numCols;
        flat[i] = (double) flatCount / slopes.getNumElements();
    }

    /** The layers in the epoch's step, first to last; empty when the epoch was joined after it. */
    List<LayerHealth> closeEpoch() {
        List<LayerHealth> layers = new ArrayList<>();
        for (int i = 0; measured && i < weights.size(); i++) {
            boolean hidden = i < weights.size() - 1;
            layers.add(new LayerHealth(
                    i + 1,
                    before.get(i).length,
                    weightNorms[i],
                    gradientNorms[i],
                    updateNorms[i],
                    hidden ? dead[i] : Double.NaN,
                    hidden ? flat[i] : Double.NaN));
        }
        measured = false;
        return layers;
    }

    private static double norm(float[] values, int count) {
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    private static double distance(float[] values, float[] others) {
        double squares = 0;
        for (int i = 0; i < others.length; i++) {
            double difference = values[i] - others[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
