package mnist.train;

import java.util.List;

/**
 * What one epoch did: a line of a run's metrics files, by the names of the components. A new number needs no more than a
 * component here, behind {@code imagesPerSecond} if it is to be a column of {@code metrics.csv} too.
 *
 * @param epoch from 1
 * @param step steps done over the whole run
 * @param learningRate of the epoch's last step
 * @param trainLoss mean over the epoch's images, as they were trained on
 * @param trainAccuracy likewise, 0 to 1
 * @param validationLoss after the epoch; NaN without validation images
 * @param validationAccuracy after the epoch, 0 to 1; NaN without validation images
 * @param seconds of training, without evaluation
 * @param imagesPerSecond trained images by those seconds
 * @param evaluationSeconds of the validation after the epoch
 * @param layers how each layer fared in the middle of the epoch, first to last; empty when the run went on from its
 *     last batch
 */
public record EpochMetrics(
        int epoch,
        long step,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double seconds,
        double imagesPerSecond,
        double evaluationSeconds,
        List<LayerHealth> layers) {

    public boolean hasValidation() {
        return !Double.isNaN(validationAccuracy);
    }
}
