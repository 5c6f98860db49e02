package mnist.train;

import mnist.InvalidSetting;
import mnist.data.augment.Augmentation;

/**
 * What keeps a network from learning its training images by heart, beside penalties on its weights.
 *
 * @param labelSmoothing share of the label's probability spread over all classes, [0, 1)
 * @param clipNorm longest gradient over all parameters, 0 for any
 * @param averaging decay per step of the averaged weights that are evaluated instead (EMA), 0 for none
 * @param tiedEpochs first epochs in which all windows of a layer on a grid have the same weights, 0 for none
 */
public record Regularisation(
        NoiseLevels noise,
        float labelSmoothing,
        float clipNorm,
        float averaging,
        int tiedEpochs,
        AugmentationPlan augmentationPlan) {
    public static final Regularisation NONE = new Regularisation(NoiseLevels.NONE, 0, 0, 0, 0, AugmentationPlan.NONE);

    /** @throws InvalidSetting when a value is out of range */
    public Regularisation {
        InvalidSetting.requireBelowOne("labelSmoothing", labelSmoothing);
        InvalidSetting.require(clipNorm >= 0, "clipNorm", "must be 0 or more, not " + clipNorm);
        InvalidSetting.requireBelowOne("averaging", averaging);
        InvalidSetting.require(tiedEpochs >= 0, "tiedEpochs", "must be 0 epochs or more, not " + tiedEpochs);
    }

    /**
     * What changes a network's numbers at random in every step of training.
     *
     * @param inputDropout share of pixels dropped, [0, 1)
     * @param hiddenDropout share of hidden units dropped, [0, 1)
     * @param inputNoise standard deviation of the noise added to every pixel, as a share of full ink, 0 for none
     * @param hiddenNoise standard deviation of the noise added to every normalised sum of a hidden layer, 0 for none
     */
    public record NoiseLevels(float inputDropout, float hiddenDropout, float inputNoise, float hiddenNoise) {
        public static final NoiseLevels NONE = new NoiseLevels(0, 0, 0, 0);

        /** @throws InvalidSetting when a value is out of range */
        public NoiseLevels {
            InvalidSetting.requireBelowOne("inputDropout", inputDropout);
            InvalidSetting.requireBelowOne("hiddenDropout", hiddenDropout);
            InvalidSetting.require(
                    inputNoise >= 0 && inputNoise <= 1,
                    "inputNoise",
                    "must be a share of full ink, 0 to 1, not " + inputNoise);
            InvalidSetting.require(
                    hiddenNoise >= 0 && hiddenNoise <= 10, "hiddenNoise", "must be from 0 to 10, not " + hiddenNoise);
        }
    }

    /**
     * How training changes images.
     *
     * @param changes of every image, anew in every epoch, as {@link Augmentation#parse} reads them; "none" for none
     * @param fade last epochs over which the changes weaken, 0 for full strength to the end
     * @param end strength of the changes in the last of these epochs, 0 (none) to 1 (full)
     */
    public record AugmentationPlan(String changes, int fade, float end) {
        public static final AugmentationPlan NONE = new AugmentationPlan("none", 0, 0);

        /** @throws InvalidSetting when a value is out of range */
        public AugmentationPlan {
            Augmentation.parse(changes);
            InvalidSetting.require(fade >= 0, "augmentationFade", "must be 0 epochs or more, not " + fade);
            InvalidSetting.require(end >= 0 && end <= 1, "augmentationEnd", "must be a share from 0 to 1, not " + end);
        }
    }
}
