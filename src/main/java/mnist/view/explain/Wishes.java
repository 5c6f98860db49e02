package mnist.view.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.reference.DescentStep;
import mnist.nn.reference.DoubleArrays;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceNetwork;

/**
 * What each of several images asks of the weights, and what they ask together: the mean of their wishes, which is the
 * gradient of a batch. A wish is a gradient with the other sign: above 0 the number should grow.
 *
 * @param images each by itself
 * @param batch what the layers did with all of them as one batch, a row for each image; its gradients are means
 * @param rate of the steps
 * @param before the network as its training began
 * @param alone that, after steps for the first image alone
 * @param together that, after as many steps for the mean
 */
public record Wishes(
        List<Explanation> images, List<LayerTrace> batch, double rate, Nudged before, Nudged alone, Nudged together) {
    /** Enough for a network to learn a handful of images by heart. */
    private static final int MOST_STEPS = 300;

    /** A network of so many weights and more takes fewer steps, so that nobody waits for long. */
    private static final double MOST_WORK = 1e8;

    /**
     * A network after some steps.
     *
     * @param predictions for the images
     * @param audience of so many other images
     * @param takenForFirst so many are taken for what the first image is
     * @param right so many are taken for what they are
     */
    public record Nudged(int steps, int[] predictions, int audience, int takenForFirst, int right) {}

    /** Other images, and what they are. */
    public record Audience(double[][] images, int[] labels) {}

    /**
     * @param network as it is
     * @param start as its training began: where nothing is learnt yet, wishes are large
     * @param images at least one, explained with the network as it is
     * @param audience on whose images the steps are judged
     */
    public static Wishes of(Network network, Network start, List<Explanation> images, Audience audience, double rate) {
        double[][] rows = images.stream().map(image -> image.trace(1).x[0]).toArray(double[][]::new);
        int[] labels = images.stream().mapToInt(Explanation::label).toArray();
        ReferenceNetwork reference = ReferenceNetwork.answering(network);
        List<LayerTrace> batch = reference.forward(rows);
        reference.backward(batch, labels);

        double[][] firstRow = {rows[0]};
        int[] firstLabel = {labels[0]};
        int steps = (int)
                Math.max(10, Math.min(MOST_STEPS, MOST_WORK / network.spec().parameterCount()));
        ReferenceNetwork alone = ReferenceNetwork.answering(start);
        ReferenceNetwork together = ReferenceNetwork.answering(start);
        Nudged before = nudged(alone, 0, rows, labels[0], audience);
        for (int step = 0; step < steps; step++) {
            step(alone, firstRow, firstLabel, rate);
            step(together, rows, labels, rate);
        }
        return new Wishes(
                images,
                batch,
                rate,
                before,
                nudged(alone, steps, rows, labels[0], audience),
                nudged(together, steps, rows, labels[0], audience));
    }

    private static void step(ReferenceNetwork network, double[][] rows, int[] labels, double rate) {
        List<LayerTrace> traces = network.forward(rows);
        network.backward(traces, labels);
        for (int number = 1; number <= network.spec().layers(); number++) {
            DescentStep.step(network.layer(number), traces.get(number - 1).d, rate);
        }
    }

    private static int[] predictions(ReferenceNetwork network, double[][] rows) {
        List<LayerTrace> traces = network.forward(rows);
        return Arrays.stream(traces.get(traces.size() - 1).a)
                .mapToInt(DoubleArrays::indexOfLargest)
                .toArray();
    }

    private static Nudged nudged(ReferenceNetwork network, int steps, double[][] rows, int first, Audience audience) {
        int[] said = predictions(network, audience.images);
        int taken = (int) Arrays.stream(said).filter(label -> label == first).count();
        int right = (int) IntStream.range(0, said.length)
                .filter(i -> said[i] == audience.labels[i])
                .count();
        return new Nudged(steps, predictions(network, rows), said.length, taken, right);
    }

    NetworkSpec spec() {
        return images.get(0).spec();
    }

    /** The wishes for an output's z: of each image, then their mean. */
    double[] forOutput(int j) {
        return withMean(
                images.stream().mapToDouble(image -> -image.outputs().dz[0][j]).toArray());
    }

    /** The wishes for a weight: of each image, then their mean. */
    double[] forWeight(WeightAddress at) {
        return withMean(
                images.stream().mapToDouble(image -> -image.gradient(at)).toArray());
    }

    private static double[] withMean(double[] wishes) {
        double[] all = Arrays.copyOf(wishes, wishes.length + 1);
        all[wishes.length] = Arrays.stream(wishes).sum() / wishes.length;
        return all;
    }

    /** The weights of a layer that some image wishes to change most, most first. */
    List<WeightAddress> mostWished(int number, int count) {
        List<WeightAddress> most = new ArrayList<>();
        images.forEach(image -> most.addAll(image.mostBlamed(number, 1)));
        most.addAll(Ranking.largestWeights(number, batch.get(number - 1).d.w, count));
        return most.stream().distinct().limit(count).toList();
    }
}
