package mnist.cli.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import mnist.cli.frame.Usage;
import mnist.file.PathKind;
import mnist.store.json.Json;
import mnist.sweep.Metric;
import mnist.sweep.SweepDefinition;
import mnist.sweep.SweepFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is swept: a file, or options of {@code train} with several values. */
final class DefinitionOptions {
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
        Path file = file(words);
        String place = file == null ? "" : file + ": ";
        try {
            SweepDefinition definition = SweepDefinition.of(tree(command, file, words));
            TrainSettings settings = new TrainSettings();
            settings.check(definition);
            SweepFolder folder = SweepFolder.of(out == null ? byContent(definition) : out, definition);
            settings.checkValues(folder.plan());
            return folder;
        } catch (IllegalArgumentException e) {
            throw Usage.error(command, file == null ? asTyped(e.getMessage()) : place + e.getMessage());
        }
    }

    /** A definition's keys as options, where they were given as such. */
    private static String asTyped(String complaint) {
        if (complaint.startsWith("\"halving\": \"epochs\"")) {
            return complaint
                    .replaceFirst("^[^,]*epochs\"", "--halving")
                    .replaceAll("[\\[\\]]", "")
                    .replaceAll("(?<=\\d), (?=\\d)", ",");
        }
        return complaint
                .replaceFirst("^\"base\": \"([a-z0-9-]+)\"", "--$1")
                .replaceFirst("^\"(?:space|halving)\": ", "")
                .replaceFirst("^\"seed\"", "\"draw-seed\"")
                .replaceFirst("^\"([a-z0-9-]+)\"", "--$1");
    }

    /** The same definition has the same folder: the same command goes on with it. */
    private static Path byContent(SweepDefinition definition) {
        CRC32 sum = new CRC32();
        sum.update(Json.compact(definition.tree()).getBytes(StandardCharsets.UTF_8));
        return Path.of("runs", String.format(Locale.ROOT, "sweep-%08x", sum.getValue()));
    }

    private Map<String, Object> tree(CommandSpec command, Path file, List<String> words) {
        Map<String, Object> tree = file != null ? read(command, file) : new DefinitionWords(command, words).tree();
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
                    file + ": expected a definition in JSON, found another form by its name; write"
                            + " {\"space\": {\"lr\": [0.01, 0.1]}} into a .json file, or options: mnist sweep --lr 0.01,0.1");
        }
        return Json.read(file);
    }

    private void putHalving(Map<String, Object> tree) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (tree.get("halving") instanceof Map<?, ?> written) {
            written.forEach((key, value) -> parts.put(key.toString(), value));
        }
        put(parts, "epochs", halving);
        put(parts, "keep", keep);
        if (keep != null && !parts.containsKey("epochs")) {
            throw new IllegalArgumentException(
                    "--keep: has no effect without --halving: give it too, as --halving 2,6,18");
        }
        put(tree, "halving", parts.isEmpty() ? null : parts);
    }

    private static Path file(List<String> words) {
        try {
            Path path = words.size() == 1 ? Path.of(words.get(0)) : null;
            return path != null && (path.toString().endsWith(".json") || PathKind.exists(path)) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The command line wins over the file. */
    private static void put(Map<String, Object> tree, String key, Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }
}
