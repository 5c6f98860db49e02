package mnist.train;

import mnist.InvalidSetting;

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
