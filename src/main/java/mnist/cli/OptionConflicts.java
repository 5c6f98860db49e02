package mnist.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Options of {@code train} that would do nothing, or make no sense, beside the others. Only those on the command line are asked: a file of
 * settings may say more than one run needs.
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
    private static final List<String> OF_HIDDEN_LAYERS = List.of("--activation", "--norm", "--dropout");

    private OptionConflicts() {}

    /** @throws IllegalArgumentException that names the first such option and what to say instead */
    static void check(CommandSpec command) {
        for (Need need : NEEDS) {
            String found = value(command, need.other());
            if (isGiven(command, need.option()) && !need.useful().contains(found)) {
                throw useless(
                        command,
                        need.option(),
                        need.other() + " " + found,
                        "use " + need.other() + " " + need.useful().get(0));
            }
        }
        if (value(command, HIDDEN).equals(NO_LAYERS)) {
            for (String option : OF_HIDDEN_LAYERS) {
                if (isGiven(command, option)) {
                    throw useless(command, option, HIDDEN + " " + NO_LAYERS, "give hidden layers, for example 128");
                }
            }
        }
        if (isGiven(command, "--label-smoothing") && value(command, "--loss").equals("mse")) {
            throw new IllegalArgumentException(
                    "--label-smoothing spreads the label's probability, but --loss mse takes no"
                            + " probabilities: use --loss cross-entropy, or leave --label-smoothing out");
        }
        if (isGiven(command, "--augment-fade") && value(command, "--augment").equals("none")) {
            throw useless(command, "--augment-fade", "--augment none", "use --augment ciresan");
        }
        if (isGiven(command, "--augment-end")
                && value(command, "--augment-fade").equals("0")) {
            throw useless(command, "--augment-end", "--augment-fade 0", "use --augment-fade 5");
        }
    }

    private static IllegalArgumentException useless(CommandSpec command, String option, String beside, String cure) {
        return new IllegalArgumentException(option + " " + value(command, option) + " has no effect with " + beside
                + ": " + cure + ", or leave " + option + " out");
    }

    private static boolean isGiven(CommandSpec command, String name) {
        return command.commandLine().getParseResult().hasMatchedOption(name) && !OFF.contains(value(command, name));
    }

    private static String value(CommandSpec command, String name) {
        Object value = command.findOption(name).getValue();
        return String.valueOf(value);
    }
}
