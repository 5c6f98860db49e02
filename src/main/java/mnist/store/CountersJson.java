package mnist.store;

import java.util.LinkedHashMap;
import java.util.Map;
import mnist.train.TrainingState.Counters;

/** A run's counters as a JSON tree; doubles keep every bit. */
final class CountersJson {
    private CountersJson() {}

    static Map<String, Object> toMap(Counters counters) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epoch", counters.epoch);
        map.put("step_in_epoch", counters.stepInEpoch);
        map.put("step", counters.step);
        map.put("loss_sum", counters.lossSum);
        map.put("correct", counters.correct);
        map.put("images", counters.images);
        map.put("seconds", counters.seconds);
        map.put("best_accuracy", counters.bestAccuracy);
        map.put("best_loss", counters.bestLoss);
        map.put("best_epoch", counters.bestEpoch);
        map.put("rate_falls", counters.rateFalls);
        map.put("last_fall_epoch", counters.lastFallEpoch);
        return map;
    }

    /** @throws IllegalArgumentException when a counter is missing or no number */
    static Counters fromMap(Map<String, Object> map) {
        Counters counters = new Counters();
        counters.epoch = number(map, "epoch").intValue();
        counters.stepInEpoch = number(map, "step_in_epoch").intValue();
        counters.step = number(map, "step").longValue();
        counters.lossSum = number(map, "loss_sum").doubleValue();
        counters.correct = number(map, "correct").longValue();
        counters.images = number(map, "images").longValue();
        counters.seconds = number(map, "seconds").doubleValue();
        counters.bestAccuracy = number(map, "best_accuracy").doubleValue();
        counters.bestLoss = number(map, "best_loss").doubleValue();
        counters.bestEpoch = number(map, "best_epoch").intValue();
        counters.rateFalls = number(map, "rate_falls").intValue();
        counters.lastFallEpoch = number(map, "last_fall_epoch").intValue();
        return counters;
    }

    private static Number number(Map<String, Object> map, String name) {
        if (map.get(name) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("found " + name + " " + map.get(name) + ", expected a number");
    }
}
