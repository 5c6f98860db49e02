package mnist.cli.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import mnist.cli.frame.Console;
import mnist.cli.frame.Usage;
import mnist.cli.usage.Choices;
import mnist.file.PathKind;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import mnist.sweep.Metric;
import mnist.sweep.SweepDefinition;
import mnist.sweep.SweepFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is swept: a file, or options of {@code train} with several values. */
final class DefinitionOptions {
    private static final String HALVING = "halving";
    private static final List<String> HALVING_KEYS = List.of("epochs", "keep");

    @Option(
            names = "--seeds",
            paramLabel = "N|A,B,...",
            description = "Train every point with so many seeds, from --seed on, or with these. Default: 1")
    private String seeds;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "Draw so many points by chance. Without it every combination is a point.")
    private Integer points;

    @Option(names = "--draw-seed", paramLabel = "N", description = "Decides which points are drawn. Default: 1")
    private Long drawSeed;

    @Option(
            names = "--metric",
            paramLabel = "M",
            description = "What points are ranked by: ${COMPLETION-CANDIDATES}. Default: validation_accuracy")
    private Metric metric;

    @Option(
            names = "--halving",
            paramLabel = "EPOCH",
            split = ",",
            description =
                    "Train all points up to the first of these epochs, the best of them up to the next, and so on; the"
                            + " last is the whole training.")
    private List<Integer> halving;

    @Option(
            names = "--keep",
            paramLabel = "X",
            description = "The share of the points that goes on each time with --halving. Default: 0.33")
    private Double keep;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the sweep: new, or that of the same sweep. Default: runs/sweep-... by its definition")
    private Path out;

    private static final String EXAMPLE = "{\"space\": {\"lr\": [0.01, 0.1]}}";

    private final List<String> remarks = new ArrayList<>();

    /**
     * The folder of the sweep asked for.
     *
     * @param words of the command line that are no options of its own
     * @throws ParameterException if it cannot be one
     */
    SweepFolder folder(CommandSpec command, List<String> words) {
        if (words.isEmpty()) {
            throw Usage.error(
                    command,
                    "what shall be swept? Give options of 'mnist train' with several values, as --lr 0.01,0.1, or the file"
                            + " of a sweep");
        }
        Path file = words.size() == 1 ? DefinitionWords.path(words.get(0)) : null;
        if (file != null && PathKind.isFolder(file)) {
            throw Usage.error(command, aFolder(file));
        }
        Map<String, Object> tree;
        try {
            tree = tree(command, file, words);
        } catch (IllegalArgumentException e) {
            throw Usage.error(command, (file == null ? "" : file + ": ") + e.getMessage());
        }
        try {
            SweepDefinition definition = SweepDefinition.of(tree);
            TrainSettings settings = new TrainSettings();
            settings.check(definition);
            SweepFolder folder = SweepFolder.of(out == null ? byContent(definition) : out, definition);
            settings.checkValues(folder.plan());
            remarks.forEach(remark -> Console.of(command.commandLine()).note("%s", remark));
            return folder;
        } catch (IllegalArgumentException e) {
            throw Usage.error(command, file == null ? asTyped(e.getMessage()) : file + ": " + e.getMessage());
        }
    }

    private static String aFolder(Path folder) {
        return folder
                + (RunDirectory.isSweep(folder)
                        ? " is the folder of a sweep: 'mnist sweep run " + folder
                                + "' goes on with it, 'mnist sweep show " + folder + "' ranks its points"
                        : ": expected options of 'mnist train' with several values, or the file of a sweep, found a folder;"
                                + " write, for example, mnist sweep --lr 0.01,0.1"
                                + (RunDirectory.isRun(folder)
                                        ? "; 'mnist train --resume " + folder + "' goes on with a run"
                                        : ""));
    }

    /** The keys of a definition are options of the command line. */
    private static String asTyped(String message) {
        return message.replace("\"halving\": \"epochs\": ", "\"halving\": ")
                .replace("\"halving\": \"keep\": ", "\"keep\": ")
                .replaceAll("\"(?:base|space)\": ", "")
                .replaceAll("\"([a-z][a-z0-9-]*)\"", "--$1")
                .replaceAll("\\[([0-9., ]*)\\]", "$1")
                .replaceAll("(?<=[0-9]), (?=[0-9])", ",");
    }

    /** The same definition has the same folder: the same command goes on with it. */
    private static Path byContent(SweepDefinition definition) {
        CRC32 sum = new CRC32();
        sum.update(Json.compact(definition.tree()).getBytes(StandardCharsets.UTF_8));
        return Path.of("runs", String.format(Locale.ROOT, "sweep-%08x", sum.getValue()));
    }

    private Map<String, Object> tree(CommandSpec command, Path file, List<String> words) {
        Map<String, Object> tree;
        if (file == null) {
            DefinitionWords typed = new DefinitionWords(command, words);
            tree = typed.tree();
            remarks.addAll(typed.remarks());
            if (seeds != null && tree.containsKey("seeds")) {
                throw new IllegalArgumentException("--seeds: --seed has several values already: leave one out");
            }
        } else {
            tree = read(command, file);
        }
        put(tree, "seeds", seeds == null ? null : DefinitionWords.seeds(seeds));
        put(tree, "points", points);
        put(tree, "seed", drawSeed);
        put(tree, "metric", metric == null ? null : metric.toString());
        putHalving(tree);
        return tree;
    }

    private static Map<String, Object> read(CommandSpec command, Path file) {
        if (file.toString().matches("(?i).*\\.(ya?ml|toml|ini|py|csv)")) {
            throw Usage.error(
                    command,
                    file + ": expected a definition in JSON, found another form by its name; write " + EXAMPLE
                            + " into a .json file, or options: mnist sweep --lr 0.01,0.1");
        }
        Map<String, Object> tree = Json.readWritten(file, "the file of a sweep", EXAMPLE);
        requireKeys(tree);
        return tree;
    }

    private static void requireKeys(Map<String, Object> tree) {
        TrainSettings settings = new TrainSettings();
        List<String> keys = SweepDefinition.keys();
        for (String key : tree.keySet()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        "\"" + key + "\": "
                                + (settings.has(key)
                                        ? "an option of 'mnist train' belongs into \"base\", with several values into \"space\""
                                        : "expected one of " + String.join(", ", keys) + Choices.suggestion(key, keys)
                                                + "; values to sweep stand in \"space\", as {\"space\": {\"lr\": [0.01, 0.1]}}"));
            }
        }
        if (tree.get(HALVING) instanceof Map<?, ?> written) {
            written.keySet().stream().filter(key -> !HALVING_KEYS.contains(key)).forEach(key -> {
                throw new IllegalArgumentException("\"halving\": \"" + key + "\": expected one of "
                        + String.join(", ", HALVING_KEYS) + Choices.suggestion(key.toString(), HALVING_KEYS));
            });
        }
    }

    private void putHalving(Map<String, Object> tree) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (tree.get(HALVING) instanceof Map<?, ?> written) {
            written.forEach((key, value) -> parts.put(key.toString(), value));
        } else if (tree.get(HALVING) != null && halving == null) {
            return;
        }
        put(parts, "epochs", halving);
        put(parts, "keep", keep);
        if (keep != null && !parts.containsKey("epochs")) {
            throw new IllegalArgumentException(
                    "--keep: has no effect without --halving: give it too, as --halving 2,6,18");
        }
        put(tree, HALVING, parts.isEmpty() ? null : parts);
    }

    /** The command line wins over the file. */
    private static void put(Map<String, Object> tree, String key, Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }
}
