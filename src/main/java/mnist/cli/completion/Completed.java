package mnist.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as a shell completes it.
 *
 * @param path its words after the program's: "" for the program itself, "data fetch"
 * @param meaning in one sentence
 * @param below the commands that may follow
 * @param operand what stands there without an option; null where nothing does
 */
record Completed(String path, String meaning, List<Completed> below, List<Option> options, Value operand) {
    /**
     * An option.
     *
     * @param value null for one that takes none
     */
    record Option(List<String> names, String meaning, Value value) {
        boolean isRepeatable() {
            return value != null && value.several;
        }
    }

    /**
     * What follows an option.
     *
     * @param label as help shows it
     * @param words to choose from; empty for anything
     * @param isFile whether it may be a file or a folder
     * @param optional whether it may be absent, and follows an equals sign where it is there
     * @param several whether there may be more than one
     */
    record Value(String label, List<String> words, boolean isFile, boolean optional, boolean several) {}

    /** The names of data sets, and files beside them. */
    private static final String DATA = "--data";

    /** The program with all commands below. */
    static Completed of(CommandLine program) {
        return of(program, "");
    }

    private static Completed of(CommandLine command, String path) {
        CommandSpec spec = command.getCommandSpec();
        List<Completed> below = new ArrayList<>();
        for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
            below.add(of(each.getValue(), (path + " " + each.getKey()).strip()));
        }
        List<Option> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .map(Completed::option)
                .toList();
        Value operand = spec.positionalParameters().stream()
                .map(Completed::value)
                .reduce((first, second) -> first.isFile ? first : second)
                .orElse(null);
        return new Completed(path, sentence(spec.usageMessage().description()), below, options, operand);
    }

    private static Option option(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return new Option(List.of(option.names()), sentence(option.description()), takesValue ? value(option) : null);
    }

    private static Value value(ArgSpec spec) {
        List<String> words = spec.completionCandidates() == null
                ? enumerated(spec)
                : StreamSupport.stream(spec.completionCandidates().spliterator(), false)
                        .toList();
        boolean isData =
                spec instanceof OptionSpec option && List.of(option.names()).contains(DATA);
        boolean isFile = isData || spec.auxiliaryTypes()[0].equals(Path.class);
        return new Value(spec.paramLabel(), words, isFile, spec.arity().min() == 0, spec.isMultiValue());
    }

    private static List<String> enumerated(ArgSpec spec) {
        Object[] constants = spec.auxiliaryTypes()[0].getEnumConstants();
        return constants == null
                ? List.of()
                : Stream.of(constants).map(Object::toString).toList();
    }

    /** The first one of a description, without the stop. */
    private static String sentence(String[] description) {
        String text = String.join(" ", description).replaceAll("%n|\\s+", " ").replace("%%", "%");
        return text.replaceFirst("(?s)([:;] |\\. (?=\\p{Lu})).*", "")
                .replaceFirst("[.:]\\s*$", "")
                .strip();
    }

    /** The last word of its path. */
    String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    /** This and all commands below, each before its own. */
    Stream<Completed> all() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(Completed::all));
    }
}
