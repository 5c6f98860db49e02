package mnist.train;

import mnist.InvalidSetting;

/**
 * What ends a run before all its epochs are done.
 *
 * @param patience epochs without a better validation after which training stops, 0 for never
 * @param targetAccuracy share of the validation images recognised at which training stops, 0 for never
 */
public record StoppingRule(int patience, double targetAccuracy) {
    public static final StoppingRule NONE = new StoppingRule(0, 0);

    /** @throws InvalidSetting when a value is out of range */
    public StoppingRule {
        InvalidSetting.require(patience >= 0, "patience", "must be 0 epochs or more, not " + patience);
        InvalidSetting.require(
                targetAccuracy >= 0 && targetAccuracy <= 1,
                "targetAccuracy",
                "must be a share from 0 to 1, not " + targetAccuracy);
    }

    public StoppingRule withPatience(int epochs) {
        return new StoppingRule(epochs, targetAccuracy);
    }

    public StoppingRule withTargetAccuracy(double accuracy) {
        return new StoppingRule(patience, accuracy);
    }

    /** Whether a validation with this accuracy ends the run. */
    public boolean isTarget(double accuracy) {
        return targetAccuracy > 0 && accuracy >= targetAccuracy;
    }

    /** Whether so many epochs without a better validation end the run. */
    public boolean isOutOfPatience(int epochsSinceBest) {
        return patience > 0 && epochsSinceBest >= patience;
    }
}
