package mnist.cli.lesson;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the runs of a lesson have measured, in their order. */
record Outcomes(List<Outcome> all) {
    Outcome get(int place) {
        return all.get(place);
    }

    Outcome get(String name) {
        return all.stream()
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of those that have the number. */
    double lowest(ToDoubleFunction<Outcome> measure) {
        return all.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(Double.NaN);
    }

    /** Of those that have the number. */
    double highest(ToDoubleFunction<Outcome> measure) {
        return all.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }
}
