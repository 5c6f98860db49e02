package mnist.nn;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.NonZeros;
import mnist.linalg.VectorMath;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * A run's scratch memory for batches of up to maxRows rows, bound to one network. The calls come in this order: forward,
 * teach (where there is a teacher), lossSum, backward, then either gradients or descend. Nothing is allocated after construction.
 */
public final class Workspace {
    private final List<LayerPass> hidden = new ArrayList<>();
    private final OutputPass output;
    private final Dropout dropout;
    private final VectorMath math;
    private final GaussianNoise noise;
    private final WorkerTeam team;

    /** The images with noise and without what is dropped, B x in; null where neither is asked for. */
    private final FMatrixRMaj changedInput;

    private final WorkerTeam.Part changeInputRange = this::changeInputRange;

    private FMatrixRMaj images;
    private int epoch;
    private int[] indices;

    /** For evaluation: no dropout, no smoothing of labels. */
    public Workspace(Network network, Backend backend, int maxRows) {
        this(network, backend, maxRows, Dropout.NONE, GaussianNoise.NONE, 0, SoftTargets.NONE);
    }

    /** For training by labels alone. */
    public Workspace(Network network, Backend backend, int maxRows, Dropout dropout, float smoothing) {
        this(network, backend, maxRows, dropout, GaussianNoise.NONE, smoothing, SoftTargets.NONE);
    }

    /**
     * @param noise added in training, to the inputs and to the sums of hidden layers
     * @param smoothing share of the label's probability that is spread over all classes, 0 for none
     * @param softTargets of a teacher, given by {@link #teach} after every forward
     */
    public Workspace(
            Network network,
            Backend backend,
            int maxRows,
            Dropout dropout,
            GaussianNoise noise,
            float smoothing,
            SoftTargets softTargets) {
        this.dropout = dropout;
        this.noise = noise;
        team = backend.team();
        math = backend.math();
        int last = network.spec().layers();
        for (int layer = 1; layer < last; layer++) {
            hidden.add(new LayerPass(network, layer, backend, maxRows, dropout, noise));
        }
        output = new OutputPass(network, backend, maxRows, smoothing, softTargets);
        boolean changing = dropout.rate(0) > 0 || noise.deviation(0) > 0;
        changedInput = changing ? new FMatrixRMaj(maxRows, network.spec().inputs()) : null;
    }

    /** Evaluation: x is B x in, nonZero where it may be other than zero (null: everywhere). Returns B x classes. */
    public FMatrixRMaj forward(FMatrixRMaj x, NonZeros nonZero) {
        return forward(x, nonZero, false, 0, null);
    }

    /** Training: as forward, with dropout, noise and batch statistics; indices are the images' positions in their data set. */
    public FMatrixRMaj forwardTraining(FMatrixRMaj x, NonZeros nonZero, int epoch, int[] indices) {
        if (changedInput == null) {
            return forward(x, nonZero, true, epoch, indices);
        }
        images = x;
        this.epoch = epoch;
        this.indices = indices;
        changedInput.reshape(x.numRows, x.numCols);
        team.run(x.numRows, Rows.GRAIN, changeInputRange);
        return forward(changedInput, noise.deviation(0) > 0 ? null : nonZero, true, epoch, indices);
    }

    private void changeInputRange(int fromRow, int toRow) {
        FMatrixRMaj source = images;
        if (noise.deviation(0) > 0) {
            noise.draw(changedInput, 0, epoch, indices, fromRow, toRow);
            for (int i = fromRow * images.numCols; i < toRow * images.numCols; i++) {
                changedInput.data[i] += images.data[i];
            }
            source = changedInput;
        }
        if (dropout.rate(0) > 0) {
            dropout.apply(source, changedInput, 0, epoch, indices, fromRow, toRow);
        }
    }

    private FMatrixRMaj forward(FMatrixRMaj x, NonZeros nonZero, boolean training, int epoch, int[] indices) {
        FMatrixRMaj a = x;
        NonZeros ofLayer = nonZero;
        for (int i = 0; i < hidden.size(); i++) {
            a = hidden.get(i).forward(a, ofLayer, training, epoch, indices);
            ofLayer = null;
        }
        return output.forward(a, ofLayer);
    }

    /** Gives the teacher's probabilities, softened by the same temperature, of the rows just forwarded: B x classes. */
    public void teach(FMatrixRMaj probabilities) {
        output.teach(probabilities);
    }

    /** softmax(z / temperature) of the rows just forwarded, B x classes; for a workspace that does not go backward. */
    public FMatrixRMaj softened(float temperature) {
        return output.softened(temperature);
    }

    /** The sum of the losses of the rows just forwarded. Divide by B for the loss that {@link #backward} derives. */
    public double lossSum(int[] labels) {
        return output.lossSum(labels);
    }

    /** Rows just forwarded whose largest output is their label's. */
    public int correct(int[] labels) {
        return output.correct(labels);
    }

    /** The most likely class of a row just forwarded; the first of equals. */
    public int prediction(int row) {
        return Rows.indexOfLargest(output.outputs(), row);
    }

    /** dz of every layer, last to first. The first layer's input gets no gradient: nobody could use it. */
    public void backward(int[] labels) {
        output.backward(labels);
        if (!hidden.isEmpty()) {
            output.backwardInput(hidden.get(hidden.size() - 1));
        }
        for (int i = hidden.size() - 1; i >= 0; i--) {
            LayerPass layer = hidden.get(i);
            layer.backward();
            if (i > 0) {
                layer.backwardInput(hidden.get(i - 1));
            }
        }
    }

    /**
     * Whether every element of the gradient is certainly below the limit: none of dw = a^T dz is larger than B max|a|
     * max|dz|. Inputs are taken to be of the order of 1.
     */
    public boolean gradientsAreBelow(double limit) {
        float largestInput = 1;
        for (int i = 0; i < hidden.size(); i++) {
            LayerPass layer = hidden.get(i);
            if (!isBelow(limit, largestInput, layer.dz())) {
                return false;
            }
            if (layer.dy() != layer.dz() && !isBelow(limit, 1, layer.dy())) {
                return false;
            }
            largestInput = largest(layer.y());
        }
        return isBelow(limit, largestInput, output.dz());
    }

    private boolean isBelow(double limit, float largestInput, FMatrixRMaj dz) {
        return (double) dz.numRows * largestInput * largest(dz) < limit;
    }

    private float largest(FMatrixRMaj m) {
        return math.largest(m.data, 0, m.getNumElements());
    }

    /** Writes the gradient of every parameter; call after {@link #backward}. */
    public void gradients(Gradients into) {
        for (int i = 0; i < hidden.size(); i++) {
            hidden.get(i).gradients(into.layer(i + 1));
        }
        output.gradients(into.layer(hidden.size() + 1));
    }

    /** One step of plain gradient descent on every parameter, w -= learningRate dw; call after {@link #backward}. */
    public void descend(float learningRate) {
        for (int i = 0; i < hidden.size(); i++) {
            hidden.get(i).descend(learningRate);
        }
        output.descend(learningRate);
    }

    /**
     * f' of every activation of a hidden layer (from 1) in the rows just forwarded, B x out. Overwrites what backward left
     * there: ask after the step.
     */
    public FMatrixRMaj slopes(int layer) {
        return hidden.get(layer - 1).slopes();
    }

    /** Outputs of the rows just forwarded, B x classes: probabilities with softmax. */
    public FMatrixRMaj outputs() {
        return output.outputs();
    }
}
