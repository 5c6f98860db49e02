package mnist.nn;

import mnist.InvalidSetting;

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
}
