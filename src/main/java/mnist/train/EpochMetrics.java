package mnist.train;

import java.util.List;

/**
 * What one epoch did: a line of a run's metrics files, by the names of the components ({@code train_loss} and so on). A new
 * column of {@code metrics.csv} needs no more than a component here, before {@code detail}; a number for {@code
 * metrics.jsonl} alone is one of {@link Detail}.
 *
 * @param epoch from 1
 * @param step steps done over the whole run
 * @param learningRate of the epoch's last step
 * @param train mean over the epoch's images, as they were trained on
 * @param validation after the epoch
 * @param seconds of training, without evaluation
 * @param imagesPerSecond trained images by those seconds
 */
public record EpochMetrics(
        int epoch,
        long step,
        double learningRate,
        Score train,
        Score validation,
        double seconds,
        double imagesPerSecond,
        Detail detail) {

    /** Loss and accuracy (0 to 1); both NaN without images. */
    public record Score(double loss, double accuracy) {
        public static final Score NONE = new Score(Double.NaN, Double.NaN);
    }

    /**
     * What only {@code metrics.jsonl} says.
     *
     * @param evaluationSeconds of the validation after the epoch
     * @param layers how each layer fared in the middle of the epoch, first to last; empty when the run went on from its
     *     last batch by a checkpoint that lacks them
     */
    public record Detail(double evaluationSeconds, List<LayerHealth> layers) {}

    public boolean hasValidation() {
        return !Double.isNaN(validation.accuracy);
    }
}
