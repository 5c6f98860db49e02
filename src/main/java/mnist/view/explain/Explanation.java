package mnist.view.explain;

import java.util.List;
import mnist.InvalidSetting;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.reference.DescentStep;
import mnist.nn.reference.FiniteDifference;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.nn.reference.ReferenceNetwork;
import mnist.view.document.ClassLabels;
import mnist.view.document.Document;
import mnist.view.document.NumberText;

/**
 * What the four steps of learning do with one image, in double precision: forward, loss, backward, and one step of plain
 * descent on this image alone.
 *
 * @param traces what each layer did with the image, in the only row of each array
 * @param labels what the classes are called
 * @param columns width of the image in pixels
 * @param targets what the outputs should have been
 * @param weight the one whose chain rule is written out
 * @param slope of the loss, by moving that weight
 * @param share null if the rate was chosen
 */
public record Explanation(
        ReferenceNetwork network,
        ClassLabels labels,
        int columns,
        List<LayerTrace> traces,
        double[] targets,
        double loss,
        LabelOrigin labelOrigin,
        WeightAddress weight,
        Slope slope,
        Update update,
        Share share) {
    /** Small against every weight, large against the last digit of the loss. */
    private static final double DIFFERENCE_STEP = 1e-4;

    /**
     * One step.
     *
     * @param sumsAfter the last layer's z
     */
    public record Update(
            double learningRate, double lossBefore, double lossAfter, double[] sumsAfter, double[] outputsAfter) {}

    /**
     * Where the rate of the step is from, if it is one image's share of a step of training.
     *
     * @param rate of training
     * @param batch images whose mean a step of training follows
     */
    public record Share(double rate, int batch) {}

    /**
     * One image's, of classes that are called by their numbers; taken for a square.
     *
     * @param image pixels as the network sees them
     * @param label what the image is
     * @param weight the one whose chain rule is written out, or null for the most blamed of the first layer
     * @throws IllegalArgumentException in one line, when the network has no such weight or label
     */
    public static Explanation of(
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
        ReferenceNetwork reference = ReferenceNetwork.answering(network);
        double[][] rows = {image};
        double[][] targets = reference.targets(new int[] {label});
        List<LayerTrace> traces = reference.forward(rows);
        double loss = reference.loss(traces, targets);
        reference.backward(traces, targets);
        WeightAddress chosen =
                weight == null ? Ranking.largestWeights(1, traces.get(0).d.w, 1).get(0) : weight.requiredIn(spec);
        Slope slope = new FiniteDifference(reference, rows, targets)
                .central(reference.layer(chosen.layer()).w[chosen.in()], chosen.out(), DIFFERENCE_STEP);
        ReferenceNetwork stepped = ReferenceNetwork.answering(network);
        for (int number = 1; number <= spec.layers(); number++) {
            DescentStep.step(stepped.layer(number), traces.get(number - 1).d, learningRate);
        }
        List<LayerTrace> after = stepped.forward(rows);
        LayerTrace outputs = after.get(after.size() - 1);
        double lossAfter = stepped.loss(after, targets);
        Update update = new Update(learningRate, loss, lossAfter, outputs.z[0], outputs.a[0]);
        ClassLabels labels = ClassLabels.numbered(spec.outputs());
        int side = (int) Math.ceil(Math.sqrt(image.length));
        return new Explanation(
                reference, labels, side, traces, targets[0], loss, labelOrigin, chosen, slope, update, null);
    }

    /** The same, of classes that are called otherwise and an image of another form. */
    public Explanation shown(ClassLabels names, int imageColumns) {
        return new Explanation(
                network, names, imageColumns, traces, targets, loss, labelOrigin, weight, slope, update, share);
    }

    /** The same, with the rate of the step being one image's share. */
    public Explanation sharing(Share from) {
        return new Explanation(
                network, labels, columns, traces, targets, loss, labelOrigin, weight, slope, update, from);
    }

    /** The rate, and where it is from. */
    String rateIn(Document document) {
        double rate = update.learningRate();
        return share == null
                ? "lr = " + NumberText.of(rate)
                : document.text("rate_share", rate, share.rate, share.batch);
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

    public LayerTrace outputs() {
        return trace(spec().layers());
    }

    /** The gradient of each pixel, dC/dx. */
    public double[] inputGradient() {
        return network.inputGradient(1, trace(1))[0];
    }

    public int label() {
        return Ranking.largest(targets, 1)[0];
    }

    public int prediction() {
        return Ranking.largest(outputs().a[0], 1)[0];
    }

    /** Output j's share of the loss. */
    public double lossOf(int j) {
        return network.loss(outputs().z[0], j, outputs().a[0][j], targets[j]);
    }

    /** The weights of a layer with the largest gradients, largest first. */
    public List<WeightAddress> mostBlamed(int number, int count) {
        return Ranking.largestWeights(number, trace(number).d.w, count);
    }

    /** The chosen weight's gradient by backpropagation. */
    public double gradient() {
        return gradient(weight);
    }

    /** The gradient of any weight, dC/dw. */
    double gradient(WeightAddress at) {
        return trace(at.layer()).d.w[at.in()][at.out()];
    }

    /** A weight before the step. */
    double value(WeightAddress at) {
        return layer(at.layer()).w[at.in()][at.out()];
    }

    /** How far the chosen weight's two gradients are apart, relative to the larger. */
    public double relativeError() {
        double larger = Math.max(Math.abs(gradient()), Math.abs(slope.slope()));
        return larger == 0 ? 0 : Math.abs(gradient() - slope.slope()) / larger;
    }

    /** The unit of a layer whose bias has the largest gradient. */
    int mostBlamedUnit(int number) {
        return Ranking.farthest(trace(number).d.b, 1)[0];
    }

    /** All of the gradient, ranked. */
    GradientVector gradientVector() {
        return GradientVector.of(traces);
    }

    /** Sum of the squares of a layer's gradient. */
    public double gradientSquares(int number) {
        return DescentStep.squares(trace(number).d);
    }
}
