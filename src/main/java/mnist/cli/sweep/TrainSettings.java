package mnist.cli.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mnist.cli.frame.Converters;
import mnist.cli.train.TrainCommand;
import mnist.cli.usage.Choices;
import mnist.cli.usage.ForeignWords;
import mnist.cli.usage.UsageMessages;
import mnist.sweep.SweepDefinition;
import mnist.sweep.SweepPlan;
import mnist.sweep.SweepPlan.SweepRun;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of {@code train} as settings of a sweep: by their names without hyphens. */
final class TrainSettings {
    /** Decided by the sweep itself, or no setting of a training. */
    private static final Set<String> NEVER = Set.of(
            "--out",
            "--resume",
            "--config",
            "--dry-run",
            "--json",
            "--quiet",
            "--max-time",
            "--until",
            "--list-recipes",
            "--help",
            "--version");

    private static final String THREADS = "threads";

    /** Whatever their value, a run ends in the same bits. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("--threads", "--checkpoint-every", "--require-accuracy");

    private final CommandSpec train = CommandSpec.forAnnotatedObject(new TrainCommand());

    /**
     * @throws IllegalArgumentException that names a setting which is no option of train, or is given twice, or is swept
     *     without effect
     */
    void check(SweepDefinition definition) {
        definition.space().keySet().forEach(name -> {
            if (WITHOUT_EFFECT.contains(option("\"" + name + "\"", name).longestName())) {
                throw new IllegalArgumentException(
                        "\"" + name + "\": the weights do not depend on it: give it one value");
            }
        });
        Map<OptionSpec, String> known = new HashMap<>();
        Stream.concat(definition.base().keySet().stream(), definition.space().keySet().stream())
                .forEach(name -> {
                    String other = known.put(option("\"" + name + "\"", name), name);
                    if (other != null) {
                        throw new IllegalArgumentException(
                                "\"" + other + "\" and \"" + name + "\" are the same option: leave one out");
                    }
                });
    }

    /** @throws IllegalArgumentException that names a value which its option cannot have */
    void checkValues(SweepPlan plan) {
        CommandLine reader = new CommandLine(new TrainCommand());
        Converters.register(reader);
        plan.runs().stream()
                .flatMap(run -> run.settings().entrySet().stream())
                .distinct()
                .forEach(setting -> {
                    try {
                        reader.parseArgs("--" + setting.getKey() + "=" + setting.getValue());
                    } catch (ParameterException e) {
                        throw new IllegalArgumentException(UsageMessages.refused(e), e);
                    }
                });
    }

    /**
     * The option that a word on the command line means.
     *
     * @param sweep the command that has it
     * @throws IllegalArgumentException if there is none that a sweep may set, with what may be meant
     */
    OptionSpec option(CommandSpec sweep, String word) {
        if (train.findOption(word) == null) {
            throw new IllegalArgumentException("unknown option " + word
                    + ForeignWords.option(sweep, word)
                            .or(() -> ForeignWords.option(train, word))
                            .map(advice -> ": " + advice)
                            .orElseGet(() -> ": expected an option of 'mnist train' or of 'mnist sweep'"
                                    + Optional.of(Choices.suggestion(word, withHyphens(sweep)))
                                            .filter(suggestion -> !suggestion.isEmpty())
                                            .orElse("; leave it out")));
        }
        return option(word, word.replaceFirst("^-+", ""));
    }

    private List<String> withHyphens(CommandSpec sweep) {
        return Stream.concat(
                        train.options().stream().filter(option -> !NEVER.contains(option.longestName())),
                        sweep.options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    /**
     * The option that a name means.
     *
     * @param shown how messages call it
     * @throws IllegalArgumentException if there is none that a sweep may set
     */
    OptionSpec option(String shown, String name) {
        OptionSpec option = name.length() > 1 ? train.findOption("--" + name) : null;
        if (option == null) {
            throw new IllegalArgumentException(
                    shown + ": expected an option of 'mnist train'" + Choices.suggestion(name, names()));
        }
        if (NEVER.contains(option.longestName())) {
            throw new IllegalArgumentException(shown + ": the sweep decides this itself: leave it out"
                    + (option.longestName().equals("--resume")
                            ? "; the same command, or 'mnist sweep run DIR', goes on with a sweep"
                            : option.longestName().equals("--config")
                                    ? "; 'mnist sweep sweep.json' takes a definition"
                                    : ""));
        }
        return option;
    }

    /** Gives the command all options that a sweep may set, each as often as it likes: for what lists options. */
    void addTo(CommandSpec sweep) {
        train.options().stream()
                .filter(option -> !option.hidden() && !NEVER.contains(option.longestName()))
                .filter(option -> Stream.of(option.names()).allMatch(name -> sweep.findOption(name) == null))
                .forEach(option -> sweep.addOption(repeatable(option)));
    }

    private static OptionSpec repeatable(OptionSpec option) {
        return OptionSpec.builder(option.names())
                .type(isFlag(option) ? boolean.class : List.class)
                .auxiliaryTypes(option.auxiliaryTypes())
                .arity(option.arity())
                .paramLabel(option.paramLabel())
                .completionCandidates(option.completionCandidates())
                // picocli tells it with its signs of per cent in place, and would format it once more.
                .description(Stream.of(option.description())
                        .map(line -> line.replace("%", "%%"))
                        .toArray(String[]::new))
                .build();
    }

    /** Whether a sweep may set it. */
    boolean has(String name) {
        return names().contains(name);
    }

    private List<String> names() {
        return train.options().stream()
                .filter(option -> !NEVER.contains(option.longestName()))
                .flatMap(option -> Stream.of(option.names()))
                .map(name -> name.replaceFirst("^-+", ""))
                .toList();
    }

    /** Whether the option is given without a value. */
    static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    /** Whether a value of the option may have commas in it. */
    static boolean isList(OptionSpec option) {
        return option.paramLabel().contains(",");
    }

    /** The words of {@code train} for a run. */
    static List<String> words(SweepRun run, int threads) {
        List<String> words = new ArrayList<>();
        run.settings().forEach((name, value) -> words.add("--" + name + "=" + value));
        if (!run.settings().containsKey(THREADS)) {
            words.add("--" + THREADS + "=" + threads);
        }
        return words;
    }
}
