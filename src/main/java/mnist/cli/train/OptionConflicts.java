package mnist.cli.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import mnist.cli.frame.Usage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options of {@code train} that would do nothing, or make no sense, beside the others. Those that somebody gave are refused;
 * a recipe's are dropped: whoever changes one option of a recipe need not take back the others that went with it.
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

    /** The value of an option by its name. */
    private final UnaryOperator<String> values;

    /** Options that would do nothing, each with the rest of a sentence about it: why, and what to do. */
    private final Map<OptionSpec, String> useless = new LinkedHashMap<>();

    private OptionConflicts(CommandSpec command, UnaryOperator<String> values) {
        this.command = command;
        this.values = values;
        collect();
    }

    /** @throws ParameterException that names the first such option of those given, its file, and what to say instead */
    static void check(CommandSpec command, GivenOptions given) {
        OptionConflicts conflicts = new OptionConflicts(command, valuesOf(command));
        conflicts.useless.forEach((option, reason) -> {
            String name = option.names()[0];
            if (given.has(name)) {
                throw Usage.error(command, given.place(name) + name + " " + reason + ", or leave " + name + " out");
            }
        });
        // One image has no mean and deviation of its own: the running statistics would stay as they began.
        if (conflicts.value("--norm").equals("batch")
                && conflicts.value("--batch").equals("1")) {
            throw Usage.error(
                    command,
                    "--norm batch takes mean and deviation from the images of a step, and --batch 1 has but one:"
                            + " use --norm layer, or --batch 2 or more");
        }
    }

    /** The options whose present values would do nothing beside the others. */
    static Set<OptionSpec> useless(CommandSpec command) {
        return useless(command, valuesOf(command));
    }

    /** @param values of the options by their names: "--lr" */
    static Set<OptionSpec> useless(CommandSpec command, UnaryOperator<String> values) {
        return new OptionConflicts(command, values).useless.keySet();
    }

    private void collect() {
        for (Need need : NEEDS) {
            String found = value(need.other());
            if (!need.useful().contains(found)) {
                useless(
                        need.option(),
                        need.other() + " " + found,
                        "use " + need.other() + " " + need.useful().get(0));
            }
        }
        if (value(HIDDEN).equals(NO_LAYERS)) {
            OF_HIDDEN_LAYERS.forEach(
                    option -> useless(option, HIDDEN + " " + NO_LAYERS, "give hidden layers, for example 128"));
        }
        if (!value("--receptive-field").contains("/")) {
            useless(
                    "--tied-epochs",
                    "--receptive-field " + value("--receptive-field"),
                    "use --receptive-field 7/2,5/2");
        }
        if (!value("--init-from").equals("null")) {
            add("--tied-epochs", "gives all windows the weights of the first, --init-from each its own: leave it out");
            add("--init", "has no effect with --init-from, which gives the weights: draw them without it");
        }
        if (value("--loss").equals("mse")) {
            add(
                    "--label-smoothing",
                    "spreads the label's probability, but --loss mse takes no probabilities: use --loss cross-entropy");
        }
        if (value("--augment").equals("none")) {
            useless("--augment-fade", "--augment none", "use --augment ciresan");
            useless("--augment-end", "--augment none", "use --augment ciresan");
        }
        if (value("--augment-fade").equals("0")) {
            useless("--augment-end", "--augment-fade 0", "use --augment-fade 5");
        }
    }

    private void useless(String option, String beside, String cure) {
        add(option, value(option) + " has no effect with " + beside + ": " + cure);
    }

    private void add(String option, String reason) {
        if (!OFF.contains(value(option))) {
            useless.putIfAbsent(command.findOption(option), reason);
        }
    }

    private String value(String name) {
        return values.apply(name);
    }

    private static UnaryOperator<String> valuesOf(CommandSpec command) {
        return name -> String.valueOf(command.findOption(name).<Object>getValue());
    }
}
