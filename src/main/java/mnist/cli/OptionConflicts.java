package mnist.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Options of {@code train} that would do nothing, or make no sense, beside the others. Those that somebody gave are asked,
 * not a recipe's: whoever changes one option of a recipe need not take back the others that went with it.
 */
final class OptionConflicts {
    private static final String HIDDEN = "--hidden";
    private static final String NO_LAYERS = "none";

    /** Values with which an option asks for nothing. */
    private static final Set<String> OFF = Set.of("0", "0.0", "none", "false");

    /**
     * @param option is of use only with certain values of another
     * @param other the option that decides
     * @param useful its values, the most usual first
     */
    private record Need(String option, String other, List<String> useful) {}

    private static final List<Need> NEEDS = List.of(
            new Need("--momentum", "--optimizer", List.of("momentum", "nesterov")),
            new Need("--beta1", "--optimizer", List.of("adam", "adamw")),
            new Need("--beta2", "--optimizer", List.of("adam", "adamw", "rmsprop")),
            new Need("--epsilon", "--optimizer", List.of("adam", "adamw", "rmsprop")),
            new Need("--lr-decay", "--schedule", List.of("step", "exponential", "plateau")),
            new Need("--lr-every", "--schedule", List.of("step", "plateau")),
            new Need("--lr-floor", "--schedule", List.of("cosine", "one-cycle")),
            new Need("--warmup", "--schedule", List.of("cosine", "constant", "step", "exponential", "plateau")));

    /** Options about hidden layers. */
    private static final List<String> OF_HIDDEN_LAYERS = List.of("--activation", "--norm", "--dropout", "--noise");

    private final CommandSpec command;
    private final GivenOptions given;

    private OptionConflicts(CommandSpec command, GivenOptions given) {
        this.command = command;
        this.given = given;
    }

    /** @throws IllegalArgumentException that names the first such option, its file, and what to say instead */
    static void check(CommandSpec command, GivenOptions given) {
        new OptionConflicts(command, given).check();
    }

    private void check() {
        for (Need need : NEEDS) {
            String found = value(need.other());
            if (isGiven(need.option()) && !need.useful().contains(found)) {
                throw useless(
                        need.option(),
                        need.other() + " " + found,
                        "use " + need.other() + " " + need.useful().get(0));
            }
        }
        if (value(HIDDEN).equals(NO_LAYERS)) {
            for (String option : OF_HIDDEN_LAYERS) {
                if (isGiven(option)) {
                    throw useless(option, HIDDEN + " " + NO_LAYERS, "give hidden layers, for example 128");
                }
            }
        }
        if (isGiven("--label-smoothing") && value("--loss").equals("mse")) {
            throw new IllegalArgumentException(given.place("--label-smoothing")
                    + "--label-smoothing spreads the label's probability, but --loss mse takes no"
                    + " probabilities: use --loss cross-entropy, or leave --label-smoothing out");
        }
        if (isGiven("--augment-fade") && value("--augment").equals("none")) {
            throw useless("--augment-fade", "--augment none", "use --augment ciresan");
        }
        if (isGiven("--augment-end") && value("--augment-fade").equals("0")) {
            throw useless("--augment-end", "--augment-fade 0", "use --augment-fade 5");
        }
    }

    private IllegalArgumentException useless(String option, String beside, String cure) {
        return new IllegalArgumentException(given.place(option) + option + " " + value(option) + " has no effect with "
                + beside + ": " + cure + ", or leave " + option + " out");
    }

    private boolean isGiven(String name) {
        return given.has(name) && !OFF.contains(value(name));
    }

    private String value(String name) {
        Object value = command.findOption(name).getValue();
        return String.valueOf(value);
    }
}
