package mnist.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.nn.Activation;
import mnist.nn.Gradients;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/**
 * Looks at one step of every epoch: how large weights, gradients and updates are, layer by layer, and which units
 * pass back no gradient. That step is the middle one: at the very end of a schedule the rate is so small that floats do not
 * move. Where a run goes on behind it, from a checkpoint that lacks the measurement, the first step is looked at. It is
 * called beside each step and does nothing in the others; nothing is allocated in any.
 */
final class GradientHealth {
    /** f' below this share of its largest value counts as none. */
    private static final float FLAT_SHARE = 0.05f;

    /**
     * A step of plain descent is the rate times the gradient, but rounded: each weight to 24 bits. Above this share of
     * the weights that is less than 0.3 % of the step; below, the gradient is worth a product of its own.
     */
    private static final double ROUNDED = 1e-5;

    /** In a smaller batch units are off by chance. */
    private static final int ROWS_TO_JUDGE = 16;

    private final boolean writtenDown;
    private final Gradients gradients;
    private final List<Layer> layers = new ArrayList<>();
    private final int[] flatRows;
    private final float flatBelow;
    private final int stepsPerEpoch;
    private final int fullBatches;
    private boolean measuring;
    private boolean measured;

    /** What an earlier process measured in the epoch under way; empty if it did not. */
    private List<LayerHealth> earlier;

    /** What is measured of one layer; shares stay NaN in the output layer. */
    private static final class Layer {
        final FMatrixRMaj weights;
        final float[] before;
        double weightNorm;
        double gradientNorm;
        double updateNorm;
        double dead = Double.NaN;
        double flat = Double.NaN;

        Layer(FMatrixRMaj weights) {
            this.weights = weights;
            before = new float[weights.getNumElements()];
        }
    }

    /**
     * @param taken the gradients that every step writes down; null for plain descent, which never does
     * @param images in an epoch
     * @param batchSize at most the images
     * @param earlier what was measured in the epoch under way before a checkpoint; empty if nothing was
     */
    GradientHealth(Gradients taken, Network network, int images, int batchSize, List<LayerHealth> earlier) {
        this.earlier = earlier;
        measured = !earlier.isEmpty();
        writtenDown = taken != null;
        gradients = writtenDown ? taken : new Gradients(network);
        NetworkSpec spec = network.spec();
        int widest = 0;
        for (int layer = 1; layer <= spec.layers(); layer++) {
            layers.add(new Layer(network.layer(layer).w));
            widest = Math.max(widest, spec.width(layer));
        }
        flatRows = new int[widest];
        flatBelow = flatBelow(spec.activation());
        stepsPerEpoch = (images + batchSize - 1) / batchSize;
        fullBatches = images / batchSize;
    }

    private static float flatBelow(Activation activation) {
        return switch (activation) {
            case SIGMOID -> FLAT_SHARE / 4;
            case LEAKY_RELU, IDENTITY -> 0; // Their slope is never next to 0.
            default -> FLAT_SHARE;
        };
    }

    /**
     * Call before a step is done.
     *
     * @param step number of this step over the whole run, from 1
     */
    void beforeStep(long step) {
        measuring = !measured && isToMeasure((step - 1) % stepsPerEpoch);
        for (int i = 0; measuring && i < layers.size(); i++) {
            Layer layer = layers.get(i);
            System.arraycopy(layer.weights.data, 0, layer.before, 0, layer.before.length);
        }
    }

    /** Call after the step. In the step that is looked at, uses up what backward left in the workspace. */
    void afterStep(Workspace workspace, float learningRate) {
        if (!measuring) {
            return;
        }
        boolean readable = true;
        for (int i = 0; i < layers.size(); i++) { // An iterator would be allocated.
            Layer layer = layers.get(i);
            layer.weightNorm = norm(layer.before, layer.before.length);
            layer.updateNorm = distance(layer.weights.data, layer.before);
            layer.gradientNorm = layer.updateNorm / learningRate;
            readable &= layer.updateNorm > ROUNDED * layer.weightNorm;
        }
        if (writtenDown || !readable) {
            measureGradients(workspace);
        }
        for (int i = 0; i < layers.size() - 1; i++) {
            countFlat(layers.get(i), workspace.slopes(i + 1));
        }
        measured = true;
    }

    /** In the second half of an epoch; the last batch may be short, and is not like the others then. */
    private boolean isToMeasure(long stepInEpoch) {
        return stepInEpoch >= (fullBatches - 1) / 2 && stepInEpoch < fullBatches;
    }

    private void measureGradients(Workspace workspace) {
        if (!writtenDown) {
            workspace.gradients(gradients);
        }
        for (int i = 0; i < layers.size(); i++) {
            FMatrixRMaj gradient = gradients.weights(i + 1);
            layers.get(i).gradientNorm = norm(gradient.data, gradient.getNumElements());
        }
    }

    private void countFlat(Layer layer, FMatrixRMaj slopes) {
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
        layer.dead = slopes.numRows < ROWS_TO_JUDGE ? Double.NaN : (double) deadUnits / slopes.numCols;
        layer.flat = (double) flatCount / slopes.getNumElements();
    }

    /** The layers in the epoch's step, first to last; empty before it, and when the epoch was joined after its full batches. */
    List<LayerHealth> layers() {
        if (!earlier.isEmpty() || !measured) {
            return earlier;
        }
        List<LayerHealth> health = new ArrayList<>();
        for (Layer l : layers) {
            health.add(new LayerHealth(
                    health.size() + 1, l.before.length, l.weightNorm, l.gradientNorm, l.updateNorm, l.dead, l.flat));
        }
        return health;
    }

    /** What {@link #layers} gives; the next epoch begins. */
    List<LayerHealth> closeEpoch() {
        List<LayerHealth> health = layers();
        measured = false;
        earlier = List.of();
        return health;
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
