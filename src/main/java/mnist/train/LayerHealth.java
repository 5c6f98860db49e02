package mnist.train;

/**
 * How one layer fared in one step of an epoch. A norm is the root of the sum of squares over the layer's weights.
 *
 * @param layer from 1
 * @param weights how many there are
 * @param weightNorm of the weights before the step
 * @param gradientNorm of their gradient, as the optimizer was given it
 * @param updateNorm of what the step changed
 * @param deadUnits share of the units that pass back next to no gradient for any image of the batch; NaN for the output
 *     layer, and for a batch too small to tell
 * @param flatActivations share of all activations, over units and images, where f' is next to 0; NaN for the output layer
 */
public record LayerHealth(
        int layer,
        long weights,
        double weightNorm,
        double gradientNorm,
        double updateNorm,
        double deadUnits,
        double flatActivations) {

    /** Root of the mean square of the gradient: comparable between layers of different sizes. */
    public double gradientSize() {
        return gradientNorm / Math.sqrt((double) weights);
    }

    /** How far one step moves the weights, relative to their size; infinite from zero weights. */
    public double relativeUpdate() {
        return updateNorm == 0 ? 0 : updateNorm / weightNorm;
    }
}
