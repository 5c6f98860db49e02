package mnist.nn.reference;

import java.util.List;

/** The slope of the loss along one number of a network, measured by moving that number and looking. */
public final class FiniteDifference {
    private final ReferenceNetwork network;
    private final double[][] x;
    private final double[][] targets;

    /**
     * A measured slope.
     *
     * @param step how far the number was moved to either side
     * @param above the loss a step above
     * @param below the loss a step below
     * @param slope (above - below) / (2 step), or its refinement
     * @param crossesKink whether a unit's sum changed sign on the way and its activation has a kink there: then there is
     *     no single slope to measure
     */
    public record Slope(double step, double above, double below, double slope, boolean crossesKink) {}

    /**
     * @param x the images, [row][input]
     * @param targets what the outputs should be, [row][output]
     */
    public FiniteDifference(ReferenceNetwork network, double[][] x, double[][] targets) {
        this.network = network;
        this.x = x;
        this.targets = targets;
    }

    /** From two losses, a step to either side of {@code numbers[index]}, which is put back afterwards. */
    public Slope central(double[] numbers, int index, double step) {
        double value = numbers[index];
        List<LayerTrace> above = at(numbers, index, value + step);
        List<LayerTrace> below = at(numbers, index, value - step);
        numbers[index] = value;
        double lossAbove = network.loss(above, targets);
        double lossBelow = network.loss(below, targets);
        double slope = (lossAbove - lossBelow) / (2 * step);
        return new Slope(step, lossAbove, lossBelow, slope, crossesKink(above, below));
    }

    /** From four losses, one and two steps to either side (Richardson): its error falls with the step's fourth power. */
    public Slope refined(double[] numbers, int index, double step) {
        Slope near = central(numbers, index, step);
        Slope far = central(numbers, index, 2 * step);
        double slope = (4 * near.slope() - far.slope()) / 3;
        return new Slope(step, near.above(), near.below(), slope, near.crossesKink() || far.crossesKink());
    }

    private List<LayerTrace> at(double[] numbers, int index, double value) {
        numbers[index] = value;
        return network.forward(x);
    }

    private boolean crossesKink(List<LayerTrace> above, List<LayerTrace> below) {
        if (!network.spec().activation().hasKink()) {
            return false;
        }
        for (int hidden = 0; hidden < above.size() - 1; hidden++) {
            double[][] up = above.get(hidden).beforeActivation;
            double[][] down = below.get(hidden).beforeActivation;
            for (int row = 0; row < up.length; row++) {
                for (int j = 0; j < up[row].length; j++) {
                    if (up[row][j] > 0 != down[row][j] > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
