package mnist.cli.run;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.Function;
import mnist.EnumNames;

/** By what runs are put in order; those without the number are last. */
enum RunOrder {
    TEST,
    VALIDATION,
    LOSS,
    EPOCHS,
    SECONDS,
    NAME;

    Comparator<RunSummary> order() {
        return switch (this) {
            case TEST -> mostOf(run -> run.progress().testAccuracy());
            case VALIDATION -> mostOf(run -> run.progress().bestValidationAccuracy());
            case LOSS -> leastOf(run -> run.progress().testLoss());
            case EPOCHS ->
                Comparator.comparing(run -> run.progress().epochs(), Comparator.nullsLast(Comparator.naturalOrder()));
            case SECONDS -> leastOf(run -> run.progress().seconds());
            case NAME -> Comparator.comparing(RunSummary::name);
        };
    }

    private static Comparator<RunSummary> mostOf(Function<RunSummary, OptionalDouble> number) {
        return Comparator.comparingDouble(run -> -number.apply(run).orElse(Double.NEGATIVE_INFINITY));
    }

    private static Comparator<RunSummary> leastOf(Function<RunSummary, OptionalDouble> number) {
        return Comparator.comparingDouble(run -> number.apply(run).orElse(Double.POSITIVE_INFINITY));
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
