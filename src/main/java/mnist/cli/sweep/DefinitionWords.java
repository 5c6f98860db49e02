package mnist.cli.sweep;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mnist.cli.usage.Choices;
import mnist.cli.usage.ForeignWords;
import mnist.file.PathKind;
import mnist.store.RunDirectory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options of {@code train} on the command line of {@code sweep}: one value for the base, several for the space. {@code
 * 0.01,0.1} are two values, and so are an option's two appearances, as commas within a value (widths of layers) separate
 * nothing; {@code 0.01..0.1} is a range, {@code 0.01..0.1:log} one whose logarithm is drawn evenly.
 */
final class DefinitionWords {
    private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")\\.\\.(" + NUMBER + ")(:log)?");

    private static final Pattern FLAGS = Pattern.compile("(?:true|false)(?:,(?:true|false))?");

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+(?:,[0-9.]+)+");

    /** As Hydra takes it. */
    private static final String SETTING = "[+~]*[A-Za-z][\\w.-]*=.*";

    private static final String SEED = "seed";

    private final TrainSettings settings = new TrainSettings();
    private final Map<String, List<Object>> values = new LinkedHashMap<>();
    private final Map<String, Object> ranges = new LinkedHashMap<>();
    private final Set<String> lists = new LinkedHashSet<>();

    /**
     * @param sweep the command that has the words
     * @throws IllegalArgumentException that names the word which is no option of train, or lacks its value
     */
    DefinitionWords(CommandSpec sweep, List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String word = left.pop();
            String[] parts = word.split("=", 2);
            if (!parts[0].startsWith("-")) {
                throw noOption(sweep, word);
            }
            OptionSpec option = settings.option(sweep, parts[0]);
            String name = option.names()[0].substring(2);
            boolean alone = parts.length == 1
                    && !FLAGS.matcher(String.valueOf(left.peek())).matches();
            if (alone && TrainSettings.isFlag(option)) {
                add(name, true);
            } else if (parts.length == 1 && left.isEmpty()) {
                throw new IllegalArgumentException(parts[0]
                        + " lacks its value: expected one, or several with commas between them, as --lr 0.01,0.1");
            } else {
                take(option, name, parts.length == 2 ? parts[1] : left.pop());
            }
        }
    }

    private IllegalArgumentException noOption(CommandSpec sweep, String word) {
        Optional<String> known = ForeignWords.word(sweep, word);
        String last = values.keySet().stream().reduce((a, b) -> b).orElse("");
        if (word.matches(SETTING)) {
            String setting = word.replaceFirst("^[+~]*(?:\\w+\\.)*", "")
                    .replaceFirst("=", " ")
                    .replaceFirst("choice\\((.*)\\)", "$1");
            return new IllegalArgumentException("'" + word + "': options begin with hyphens, --" + setting);
        }
        if (known.isEmpty() && word.matches("\\[?[0-9].*") && !last.isEmpty()) {
            return new IllegalArgumentException("'" + word
                    + "': expected values with commas between them, without blanks:"
                    + " --" + last + " "
                    + values.get(last).stream().map(Object::toString).collect(Collectors.joining(",")) + "," + word);
        }
        Path path = path(word);
        if (known.isEmpty() && path != null) {
            return new IllegalArgumentException("'" + word + "': options of 'mnist train' cannot stand beside "
                    + (RunDirectory.isSweep(path)
                            ? "a sweep that is there already: 'mnist sweep run " + word + "' goes on with it"
                            : "the file of a sweep: write them into its \"base\", or with several values into its"
                                    + " \"space\""));
        }
        Set<String> commands = sweep.subcommands().keySet();
        return new IllegalArgumentException("'" + word + "': "
                + known.orElseGet(
                        () -> "expected an option of 'mnist train', as --lr 0.01,0.1, or the file of a sweep alone"
                                + (commands.isEmpty() ? "" : ", or one of " + String.join(", ", commands))
                                + Choices.suggestion(word, commands)));
    }

    private void take(OptionSpec option, String name, String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            boolean whole = List.of(range.group(1), range.group(2)).stream().allMatch(end -> end.matches("\\d+"));
            String kind = (range.group(3) == null ? "" : "log-") + (whole ? "integers" : "uniform");
            ranges.put(name, Map.of(kind, List.of(number(range.group(1)), number(range.group(2)))));
        } else if (text.startsWith("[") || text.startsWith("{") || text.matches("choice\\(.*\\)")) {
            throw new IllegalArgumentException("--" + name + " " + text
                    + ": expected values with commas between them, without brackets, --" + name + " "
                    + text.replaceFirst("^choice", "").replaceAll("[\\[\\]{}()\"' ]", ""));
        } else if (text.matches(NUMBER + "(?:[.]{2}|:|-[0-9]).*")
                || text.matches("[a-z_-]+\\(.*|(?:min|max|low|high|start|values?)=.*|" + NUMBER + "[ ;].*")) {
            throw new IllegalArgumentException("--" + name + " " + text
                    + ": expected values with commas between them, as 0.01,0.1, or a range, as 0.001..0.3 or"
                    + " 0.001..0.3:log, of which --points 20 draws");
        } else if (TrainSettings.isFlag(option)) {
            Arrays.stream(text.split(",", -1)).forEach(value -> add(name, flag(name, value)));
        } else if (TrainSettings.isList(option)) {
            lists.add(name);
            add(name, text);
        } else {
            Arrays.stream(text.split(",", -1)).forEach(value -> add(name, plain(value)));
        }
    }

    private static boolean flag(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("--" + name + ": expected true or false, or both, found " + value);
        }
        return value.equals("true");
    }

    /** Whole numbers as such, as JSON is read: the seed must be one. */
    private static Object plain(String value) {
        if (value.matches(NUMBER) && !value.matches("[-+]?\\d+")) {
            return Double.valueOf(value);
        }
        return value.matches("-?\\d{1,9}")
                ? (Object) Integer.valueOf(value)
                : value.matches("-?\\d{1,18}") ? (Object) Long.valueOf(value) : value;
    }

    /** "3" is how many, "3,5" are the seeds themselves. */
    static Object seeds(String text) {
        List<Object> seeds =
                Arrays.stream(text.split(",", -1)).map(DefinitionWords::plain).toList();
        return seeds.size() == 1 ? seeds.get(0) : seeds;
    }

    private static Object number(String text) {
        return text.matches("[-+]?\\d+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
    }

    private void add(String name, Object value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** Of values with commas which may have been meant as several. */
    List<String> remarks() {
        return lists.stream()
                .filter(name -> values.get(name).size() == 1)
                .map(name -> Map.entry(
                        "--" + name + " ", String.valueOf(values.get(name).get(0))))
                .filter(typed -> NUMBERS.matcher(typed.getValue()).matches())
                .map(typed ->
                        typed.getKey() + typed.getValue() + " is one value, its commas are its own; swept would be "
                                + typed.getKey()
                                + typed.getValue().replace(",", " " + typed.getKey()))
                .toList();
    }

    /** As a definition's JSON has them. @throws IllegalArgumentException if an option has both a range and values */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "base",
                values.entrySet().stream()
                        .filter(entry -> entry.getValue().size() == 1)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().get(0), (a, b) -> a, LinkedHashMap::new)));
        Map<String, Object> space = new LinkedHashMap<>();
        values.forEach((name, list) -> {
            if (list.size() > 1) {
                // Several seeds are no setting to be ranked.
                (name.equals(SEED) ? tree : space).put(name.equals(SEED) ? "seeds" : name, list);
            }
        });
        ranges.forEach((name, range) -> {
            if (values.containsKey(name)) {
                throw new IllegalArgumentException("--" + name + ": expected values or one range, found both");
            }
            space.put(name, range);
        });
        tree.put("space", space);
        return tree;
    }

    /** The file or folder that a word names; null if it names none. */
    static Path path(String word) {
        try {
            Path path = Path.of(word);
            return word.endsWith(".json") || PathKind.exists(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
