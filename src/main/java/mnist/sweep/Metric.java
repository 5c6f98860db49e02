package mnist.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import mnist.train.EpochMetrics;

/** What the points of a sweep are ranked by: the best value over a run's epochs. Never the test set, which is read once. */
public enum Metric {
    @JsonProperty("validation_accuracy")
    VALIDATION_ACCURACY(true),
    @JsonProperty("validation_loss")
    VALIDATION_LOSS(false),
    @JsonProperty("train_loss")
    TRAIN_LOSS(false);

    private final boolean higherIsBetter;

    Metric(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    /** Not a number if the epoch does not have it. */
    public double of(EpochMetrics epoch) {
        return switch (this) {
            case VALIDATION_ACCURACY -> epoch.validation().accuracy();
            case VALIDATION_LOSS -> epoch.validation().loss();
            case TRAIN_LOSS -> epoch.train().loss();
        };
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Of a run's epochs so far; empty if none has it. */
    OptionalDouble best(List<EpochMetrics> epochs) {
        DoubleStream known = epochs.stream().mapToDouble(this::of).filter(Double::isFinite);
        return higherIsBetter ? known.max() : known.min();
    }

    /** The better comes first. */
    int compare(double a, double b) {
        return higherIsBetter ? Double.compare(b, a) : Double.compare(a, b);
    }

    /** For people. */
    public String shown(double number) {
        return this == VALIDATION_ACCURACY
                ? String.format(Locale.ROOT, "%.2f%%", 100 * number)
                : String.format(Locale.ROOT, "%.4f", number);
    }

    /** As definitions have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
