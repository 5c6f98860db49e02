package mnist.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One epoch in {@code metrics.csv}. Scripts rely on the columns and their order.
 *
 * @param epoch counted from 1
 * @param step optimizer steps since the beginning of the run
 * @param validationLoss empty without validation, like {@code validationAccuracy}
 * @param seconds training only, without evaluation
 */
public record MetricsRow(
        int epoch,
        long step,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        OptionalDouble validationLoss,
        OptionalDouble validationAccuracy,
        double seconds,
        double imagesPerSecond) {

    /** The names of the columns, in order. */
    public static final List<String> COLUMNS = List.of(
            "epoch",
            "step",
            "learning_rate",
            "train_loss",
            "train_accuracy",
            "validation_loss",
            "validation_accuracy",
            "seconds",
            "images_per_second");

    /** The values by column; null where there is no validation or a number is not finite, as JSON has no NaN. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epoch", epoch);
        map.put("step", step);
        map.put("learning_rate", finite(learningRate));
        map.put("train_loss", finite(trainLoss));
        map.put("train_accuracy", finite(trainAccuracy));
        map.put("validation_loss", finite(validationLoss.orElse(Double.NaN)));
        map.put("validation_accuracy", finite(validationAccuracy.orElse(Double.NaN)));
        map.put("seconds", finite(seconds));
        map.put("images_per_second", finite(imagesPerSecond));
        return map;
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
