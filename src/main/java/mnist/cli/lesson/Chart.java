package mnist.cli.lesson;

import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import mnist.train.EpochMetrics;

/**
 * What is shown of the runs side by side, epoch by epoch or layer by layer.
 *
 * @param name its caption in the bundle is {@code chart.NAME}
 * @param axis the key of its caption: {@code epoch} or {@code layer}
 * @param measure of a run at an epoch or layer, from 1; NaN where there is none
 */
record Chart(
        String name, String axis, String format, boolean logarithmic, ToDoubleBiFunction<Outcome, Integer> measure) {
    private static final String EPOCH = "epoch";
    private static final String PERCENT = "%.2f%%";
    private static final String SIZE = "%.1e";
    private static final String NUMBER = "%.4f";

    static final Chart TRAIN_LOSS =
            byEpoch("train_loss", NUMBER, epoch -> epoch.train().loss());
    static final Chart TRAIN_ACCURACY =
            byEpoch("train_accuracy", PERCENT, epoch -> epoch.train().accuracy());
    static final Chart VALIDATION_LOSS =
            byEpoch("validation_loss", NUMBER, epoch -> epoch.validation().loss());
    static final Chart VALIDATION_ACCURACY =
            byEpoch("validation_accuracy", PERCENT, epoch -> epoch.validation().accuracy());
    static final Chart LEARNING_RATE = byEpoch("learning_rate", NUMBER, EpochMetrics::learningRate);
    static final Chart FIRST_GRADIENT = new Chart(
            "first_gradient",
            EPOCH,
            SIZE,
            true,
            (run, epoch) -> run.layers(epoch).isEmpty()
                    ? Double.NaN
                    : run.layers(epoch).get(0).gradientSize());
    static final Chart GRADIENT = new Chart("gradient", "layer", SIZE, true, Outcome::gradient);

    private static Chart byEpoch(String name, String format, ToDoubleFunction<EpochMetrics> measure) {
        return new Chart(name, EPOCH, format, false, (run, epoch) -> run.after(epoch, measure));
    }

    boolean isByEpoch() {
        return axis.equals(EPOCH);
    }

    /** How many epochs or layers the run has. */
    int length(Outcome run) {
        return isByEpoch() ? run.epochs().size() : run.layers(1).size();
    }

    /** At an epoch or layer, from 1; in percent where it is a share. */
    double at(Outcome run, int place) {
        double value = measure.applyAsDouble(run, place);
        return format.equals(PERCENT) ? 100 * value : value;
    }

    String text(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** Of the axis of values. */
    String unit() {
        return format.equals(PERCENT) ? "%" : "";
    }
}
