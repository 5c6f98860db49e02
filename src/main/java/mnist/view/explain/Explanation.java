package mnist.view.explain;

import java.util.List;
import mnist.InvalidSetting;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.reference.Descent;
import mnist.nn.reference.FiniteDifference;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.nn.reference.ReferenceNetwork;
import mnist.nn.reference.ReferenceNetwork.LayerTrace;
import mnist.nn.reference.ReferenceNetwork.ReferenceLayer;

/**
 * What the four steps of learning do with one image, in double precision: forward, loss, backward, and one step of plain
 * descent on this image alone.
 */
public final class Explanation {
    /** Small against every weight, large against the last digit of the loss. */
    private static final double DIFFERENCE_STEP = 1e-4;

    private final ReferenceNetwork network;
    private final double[] targets;
    private final List<LayerTrace> traces;
    private final double loss;
    private final WeightAddress weight;
    private final Slope slope;
    private final double learningRate;
    private final LabelOrigin labelOrigin;
    private final LayerTrace outputAfter;
    private final double lossAfter;

    /**
     * @param image pixels as the network sees them
     * @param label what the image is
     * @param weight the one whose chain rule is written out, or null for the most blamed of the first layer
     * @throws IllegalArgumentException in one line, when the network has no such weight or label
     */
    public Explanation(Network network, double[] image, int label, WeightAddress weight, double learningRate) {
        this(network, image, label, LabelOrigin.KNOWN, weight, learningRate);
    }

    /** As the other one, with a label from wherever. */
    public Explanation(
            Network network,
            double[] image,
            int label,
            LabelOrigin labelOrigin,
            WeightAddress weight,
            double learningRate) {
        NetworkSpec spec = network.spec();
        if (label < 0 || label >= spec.outputs()) {
            throw new InvalidSetting(
                    "label",
                    label + ": the network has outputs for 0 to " + (spec.outputs() - 1)
                            + "; give another label, or the data it was trained on");
        }
        this.network = ReferenceNetwork.answering(network);
        this.learningRate = learningRate;
        this.labelOrigin = labelOrigin;
        double[][] rows = {image};
        double[][] targetRows = this.network.targets(new int[] {label});
        targets = targetRows[0];
        traces = this.network.forward(rows);
        loss = this.network.loss(traces, targetRows);
        this.network.backward(traces, targetRows);
        this.weight = weight == null ? mostBlamed(1, 1).get(0) : weight.requiredIn(spec);
        double[] chosen = this.network.layer(this.weight.layer()).w[this.weight.in()];
        slope = new FiniteDifference(this.network, rows, targetRows)
                .central(chosen, this.weight.out(), DIFFERENCE_STEP);
        ReferenceNetwork stepped = ReferenceNetwork.answering(network);
        for (int number = 1; number <= spec.layers(); number++) {
            Descent.step(stepped.layer(number), trace(number).d, learningRate);
        }
        List<LayerTrace> after = stepped.forward(rows);
        outputAfter = after.get(after.size() - 1);
        lossAfter = stepped.loss(after, targetRows);
    }

    public NetworkSpec spec() {
        return network.spec();
    }

    public ReferenceLayer layer(int number) {
        return network.layer(number);
    }

    /** What layer {@code number} (from 1) did with the image, in the only row of each array. */
    public LayerTrace trace(int number) {
        return traces.get(number - 1);
    }

    /** The blame of each pixel, dC/dx. */
    public double[] inputGradient() {
        return network.inputGradient(1, trace(1))[0];
    }

    public LayerTrace outputs() {
        return trace(spec().layers());
    }

    /** What the outputs should have been. */
    public double[] targets() {
        return targets.clone();
    }

    public int label() {
        return Ranking.largest(targets, 1)[0];
    }

    public LabelOrigin labelOrigin() {
        return labelOrigin;
    }

    public int prediction() {
        return Ranking.largest(outputs().a[0], 1)[0];
    }

    public double loss() {
        return loss;
    }

    /** Output j's share of the loss. */
    public double lossOf(int j) {
        return network.loss(outputs().z[0], j, outputs().a[0][j], targets[j]);
    }

    /** The weights of a layer with the largest gradients, largest first. */
    public List<WeightAddress> mostBlamed(int number, int count) {
        return Ranking.largestWeights(number, trace(number).d.w, count);
    }

    /** The weight whose chain rule is written out. */
    public WeightAddress weight() {
        return weight;
    }

    /** Its gradient by backpropagation. */
    public double gradient() {
        return trace(weight.layer()).d.w[weight.in()][weight.out()];
    }

    /** Its gradient by moving it. */
    public Slope slope() {
        return slope;
    }

    /** How far the two are apart, relative to the larger. */
    public double relativeError() {
        double larger = Math.max(Math.abs(gradient()), Math.abs(slope.slope()));
        return larger == 0 ? 0 : Math.abs(gradient() - slope.slope()) / larger;
    }

    public double learningRate() {
        return learningRate;
    }

    /** Sum of the squares of a layer's gradient. */
    public double gradientSquares(int number) {
        return Descent.squares(trace(number).d);
    }

    /** The outputs after one step. */
    public double[] outputsAfter() {
        return outputAfter.a[0].clone();
    }

    /** The last layer's sums after one step. */
    public double[] sumsAfter() {
        return outputAfter.z[0].clone();
    }

    public double lossAfter() {
        return lossAfter;
    }
}
