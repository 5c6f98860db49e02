package mnist.train;

import mnist.InvalidSetting;

/**
 * What keeps a network from learning its training images by heart, beside penalties on its weights.
 *
 * @param labelSmoothing share of the label's probability spread over all classes, [0, 1)
 * @param clipNorm longest gradient over all parameters, 0 for any
 * @param averaging decay per step of the averaged weights that are evaluated instead (EMA), 0 for none
 */
public record Regularisation(
        NoiseLevels noise, float labelSmoothing, float clipNorm, float averaging, AugmentationPlan augmentationPlan) {
    public static final Regularisation NONE = new Regularisation(NoiseLevels.NONE, 0, 0, 0, AugmentationPlan.NONE);

    /** @throws InvalidSetting when a value is out of range */
    public Regularisation {
        InvalidSetting.requireBelowOne("labelSmoothing", labelSmoothing);
        InvalidSetting.require(clipNorm >= 0, "clipNorm", "must be 0 or more, not " + clipNorm);
        InvalidSetting.requireBelowOne("averaging", averaging);
    }
}
