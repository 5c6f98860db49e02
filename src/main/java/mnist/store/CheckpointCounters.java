package mnist.store;

import java.util.List;
import java.util.Map;
import mnist.store.json.Json;
import mnist.train.LayerHealth;
import mnist.train.TrainingState.Counters;

/** Counters of a checkpoint as a JSON tree gives them, none believed that the run's settings do not allow. */
final class CheckpointCounters {
    private CheckpointCounters() {}

    /** @throws IllegalArgumentException with the reason in one line, when one is missing, no number, or out of range */
    static Counters of(Map<String, Object> tree, RunSettings settings) {
        Map<String, Object> numbers = Json.tree(new Counters());
        numbers.replaceAll((name, unset) -> JsonNumbers.of(name, tree.get(name), unset));
        Counters counters = Json.fromTree(numbers, Counters.class);
        check(counters, settings);
        return counters;
    }

    private static void check(Counters found, RunSettings settings) {
        int batch = settings.training().batchSize();
        long images = settings.data().trainImages();
        long stepsPerEpoch = (images + batch - 1) / batch;
        requireRange("epoch", found.epoch, 0, settings.training().epochs());
        requireRange("step_in_epoch", found.stepInEpoch, 0, stepsPerEpoch);
        long steps = found.epoch * stepsPerEpoch + found.stepInEpoch;
        requireRange("step", found.step, steps, steps);
        long seen = Math.min(images, (long) found.stepInEpoch * batch);
        requireRange("images", found.images, seen, seen);
        requireRange("correct", found.correct, 0, seen);
        requireRange("best_epoch", found.bestEpoch, 0, found.epoch);
        requireRange("rate_falls", found.rateFalls, 0, found.epoch);
        requireRange("last_fall_epoch", found.lastFallEpoch, 0, found.epoch);
        require(Double.isFinite(found.lossSum), "a finite number", "loss_sum", found.lossSum);
        require(found.seconds >= 0 && Double.isFinite(found.seconds), "0 or more", "seconds", found.seconds);
        boolean share = found.bestAccuracy == -1 || (found.bestAccuracy >= 0 && found.bestAccuracy <= 1);
        require(share, "a share from 0 to 1", "best_accuracy", found.bestAccuracy);
        require(Double.isFinite(found.bestLoss), "a finite number", "best_loss", found.bestLoss);
    }

    private static void requireRange(String name, long found, long least, long most) {
        require(found >= least && found <= most, least == most ? "" + least : least + " to " + most, name, found);
    }

    private static void require(boolean fits, String expected, String name, Object found) {
        if (!fits) {
            throw JsonNumbers.expected(expected, name, found);
        }
    }

    /**
     * What was measured of the layers in the epoch under way.
     *
     * @throws IllegalArgumentException with the reason in one line, when it is not that of a network with so many layers
     */
    static List<LayerHealth> layers(Map<String, Object> tree, int count) {
        List<LayerHealth> layers = JsonNumbers.layers(tree.get("layers"));
        require(layers.isEmpty() || layers.size() == count, "none or " + count, "layers", layers.size());
        return layers;
    }
}
