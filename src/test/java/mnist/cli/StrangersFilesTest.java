package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Models, checkpoints and run folders that somebody made to do harm are refused in one line, with little memory and in
 * little time, and nothing is changed.
 */
@Timeout(300)
class StrangersFilesTest {
    private static final List<String> RUN =
            List.of("config.json", "metrics.csv", "metrics.jsonl", "best.safetensors", "last.safetensors");

    /** The commands that read files of a run, by the ends of their names. */
    private static final Map<String, List<String>> READERS = Map.of(
            "json", List.of("compare", "report", "verify"),
            "csv", List.of("compare", "verify"),
            "jsonl", List.of("report", "verify"),
            "safetensors", List.of("eval --data {HOME}/digits", "report", "verify"));

    @RegisterExtension
    static final Cli cli = Cli.withDigits(100, 20);

    @BeforeAll
    static void aRun() {
        cli.train("--hidden 8 --epochs 2 --validation 20 --optimizer adam --lr 0.002 --ema 0.9 --out {HOME}/run")
                .assertDone();
    }

    /** A change of one setting that no model of these tensors can have. */
    private static Map<String, Consumer<Map<String, Object>>> settings() {
        Map<String, Consumer<Map<String, Object>>> changes = new TreeMap<>();
        changes.put("inputs", tree -> group(tree, "network").put("inputs", 2_000_000_000));
        changes.put("wide", tree -> group(tree, "network").put("hidden", List.of(2_000_000_000)));
        changes.put("wider", tree -> group(tree, "network").put("hidden", List.of(30000, 30000, 30000)));
        changes.put("deep", tree -> group(tree, "network").put("hidden", Collections.nCopies(1_000_000, 8)));
        changes.put("none", tree -> group(tree, "network").put("hidden", List.of()));
        changes.put("text", tree -> group(tree, "network").put("hidden", "8"));
        changes.put("normed", tree -> group(tree, "network").put("normalization", "batch"));
        changes.put("unknown", tree -> group(tree, "network").put("activation", "step\u001b[2J"));
        changes.put("outputs", tree -> group(tree, "network").put("outputs", 100_000_000));
        changes.put("field", tree -> group(tree, "network").put("receptiveField", -5));
        changes.put("classes", tree -> group(tree, "data").put("classes", 3));
        changes.put("rows", tree -> group(tree, "data").put("rows", 0));
        changes.put("size", tree -> {
            group(tree, "data").put("rows", Integer.MAX_VALUE);
            group(tree, "data").put("columns", Integer.MAX_VALUE);
        });
        changes.put("images", tree -> group(tree, "data").put("trainImages", -1));
        changes.put("residence", tree -> group(tree, "data").put("residence", "elsewhere"));
        changes.put("preparation", tree -> group(tree, "data").put("preparation", "raw"));
        changes.put("epochs", tree -> group(tree, "training").put("epochs", -1));
        changes.put("long", tree -> group(tree, "training").put("epochs", 1e30));
        changes.put("batch", tree -> group(tree, "training").put("batchSize", 0));
        changes.put("rate", tree -> group(tree, "training").put("learningRate", "NaN"));
        changes.put("augmentation", tree -> group(tree, "training").put("augmentation", "rotation=1e300"));
        changes.put("optimizer", tree -> group(tree, "training").put("optimizer", null));
        changes.put("nothing", Map::clear);
        changes.put("format", tree -> tree.put("format", Map.of()));
        return changes;
    }

    /** Counters that no run can have reached. */
    private static Map<String, Object> counters() {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String counter :
                List.of("epoch", "step_in_epoch", "step", "best_epoch", "rate_falls", "last_fall_epoch")) {
            for (Object value : List.of(-5, 1_000_000_000, 1e30, "x")) {
                changes.put(counter + "=" + value, value);
            }
        }
        changes.put("images=7", 7);
        changes.put("correct=7", 7);
        changes.put("loss_sum=x", "x");
        changes.put("seconds=-1", -1.0);
        changes.put("best_accuracy=7", 7.0);
        return changes;
    }

    @Test
    void settingsThatTheTensorsDoNotBearOutAreRefused() throws IOException {
        Path model = cli.path("model.safetensors");
        for (Map.Entry<String, Consumer<Map<String, Object>>> change :
                settings().entrySet()) {
            Files.write(model, changed(cli.path("run/best.safetensors"), "settings", change.getValue()));
            assertRefused(change.getKey(), "eval {HOME}/model.safetensors --data {HOME}/digits");
            assertRefused(change.getKey(), "average {HOME}/run {HOME}/model.safetensors --out {HOME}/mean.safetensors");
            Files.write(hostileRun().resolve("last.safetensors"), changed("settings", change.getValue()));
            assertNothingChanged(change.getKey());
        }
        // The last is refused by every other command too.
        assertRefused("predict", "predict {HOME}/model.safetensors --data {HOME}/digits --index 0");
        assertRefused("explain", "explain {HOME}/model.safetensors --data {HOME}/digits");
        assertRefused("teacher", "train --data {HOME}/digits --teacher {HOME}/model.safetensors --out {HOME}/taught");
        Files.copy(model, hostileRun().resolve("best.safetensors"), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("report", "report {HOME}/hostile");
    }

    @Test
    void countersThatNoRunCanHaveReachedAreRefused() throws IOException {
        for (Map.Entry<String, Object> change : counters().entrySet()) {
            String name = change.getKey().split("=")[0];
            byte[] content = changed("counters", tree -> tree.put(name, change.getValue()));
            Files.write(hostileRun().resolve("last.safetensors"), content);
            assertNothingChanged(change.getKey());
        }
    }

    @Test
    void settingsOfTheRunThatTheCheckpointDoesNotHaveAreRefused() throws IOException {
        for (Map.Entry<String, Consumer<Map<String, Object>>> change :
                settings().entrySet()) {
            Path config = hostileRun().resolve("config.json");
            Map<String, Object> tree = Json.read(config);
            change.getValue().accept(tree);
            Json.write(config, tree);
            assertNothingChanged(change.getKey());
            assertOneLine(change.getKey(), cli.command("compare {HOME}/hostile"));
        }
    }

    @Test
    void oddFilesOfARunAreToldInOneLine() throws IOException {
        List<String> contents = List.of(
                "",
                "\0\0\0\0",
                "{",
                "[]",
                "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}",
                "\ufeff\n\n",
                "{\"a\":1,\"a\":2}",
                "{\"epoch\":" + "9".repeat(2000) + "}\n",
                "{\"epoch\":\"x\",\"layers\":7}\n",
                "epoch\nx\n",
                "epoch,epoch\n1,1\n");
        for (String file : RUN) {
            for (String content : contents) {
                Files.writeString(hostileRun().resolve(file), content);
                for (String command : READERS.get(file.replaceAll(".*[.]", ""))) {
                    Cli.Result result = cli.command(command + " {HOME}/hostile");
                    assertOneLine(file + " " + content + " " + command, result);
                }
            }
            Files.delete(hostileRun().resolve(file));
            for (String command : READERS.get(file.replaceAll(".*[.]", ""))) {
                assertOneLine("no " + file + " " + command, cli.command(command + " {HOME}/hostile"));
            }
        }
    }

    @Test
    void littleMemoryIsEnoughToRefuse() throws IOException {
        Path model = cli.path("model.safetensors");
        for (String change : List.of("deep", "wide", "size")) {
            Files.write(
                    model,
                    changed(
                            cli.path("run/best.safetensors"),
                            "settings",
                            settings().get(change)));
            try (Program program = Program.start(
                    cli.home(),
                    List.of("-Xmx256m"),
                    List.of("eval", model.toString(), "--data", cli.data().toString()))) {
                assertEquals(ExitCodes.MODEL, program.waitForEnd(), program::err);
                assertEquals(1, program.err().lines().count(), program::err);
            }
        }
    }

    private static void assertRefused(String about, String command) {
        Cli.Result result = cli.command(command);
        assertEquals(ExitCodes.MODEL, result.exitCode(), about + ": " + result.err());
        assertOneLine(about, result);
    }

    private static void assertOneLine(String about, Cli.Result result) {
        assertTrue(
                List.of(0, ExitCodes.DATA, ExitCodes.MODEL).contains(result.exitCode()), about + ": " + result.err());
        assertTrue(result.err().lines().count() <= 1, about + ": " + result.err());
        assertFalse(
                (result.out() + result.err()).matches("(?s).*(\tat |fasterxml|java[.]|mnist[.][a-z]+[.][A-Z]).*"),
                about + ": " + result.err());
    }

    private static void assertNothingChanged(String about) throws IOException {
        Map<String, String> before = contents();
        assertRefused(about, "train --resume {HOME}/hostile --epochs 3 --backend ejml --threads 1");
        assertEquals(before, contents(), about);
    }

    private static Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(cli.path("hostile"))) {
            for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
                contents.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    /** An unfinished run that is sound as yet. */
    private static Path hostileRun() throws IOException {
        Path run = Files.createDirectories(cli.path("hostile"));
        for (String file : RUN) {
            Files.write(run.resolve(file), Files.readAllBytes(cli.path("run").resolve(file)));
        }
        return run;
    }

    private static byte[] changed(String key, Consumer<Map<String, Object>> change) throws IOException {
        return changed(cli.path("run/last.safetensors"), key, change);
    }

    /** The file with other metadata, and without the hashes: as one who means harm would send it. */
    private static byte[] changed(Path file, String key, Consumer<Map<String, Object>> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int data = Long.BYTES + length;
        Map<String, Object> header = Json.parse(new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8));
        Map<String, Object> metadata = group(header, "__metadata__");
        Map<String, Object> tree = Json.parse((String) metadata.get(key));
        change.accept(tree);
        metadata.put(key, Json.compact(tree));
        metadata.keySet().removeIf(name -> name.matches(".*_(sha256|crc32c)"));
        byte[] json = Json.compact(header).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.writeBytes(json);
        out.write(bytes, data, bytes.length - data);
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> group(Map<String, Object> tree, String name) {
        return (Map<String, Object>) tree.get(name);
    }
}
