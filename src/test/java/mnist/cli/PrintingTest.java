package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.data.generate.SomeDigits;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and metadata from others cannot command the terminal, whichever command shows them. */
class PrintingTest {
    /** Escape sequences of both kinds, a bell, DEL, a line end, and characters that turn the direction of writing. */
    private static final String EVIL = "a\u001b[2J\u0007\u007f\n\rb\u009b31m\u0085\u202ec\u2028\u200f";

    /** As far as files may be called so here. */
    private static final String EVIL_NAME = name();

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

    @RegisterExtension
    private static final Cli cli = new Cli();

    private static String name() {
        String names = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.forName(names).newEncoder().canEncode(EVIL) ? EVIL : EVIL.replaceAll("[^\\x00-\\x7f]", "");
    }

    @BeforeAll
    static void strangersFiles() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "Windows refuses such names");
        Path data = SomeDigits.write(cli.path("data" + EVIL_NAME), 100, 20);
        Path run = cli.path("run" + EVIL_NAME);
        cli.run(
                        "train",
                        "--data",
                        data.toString(),
                        "--hidden",
                        "4",
                        "--epochs",
                        "1",
                        "--validation",
                        "20",
                        "--out",
                        run.toString(),
                        "--threads",
                        "1")
                .assertDone();
        Path changed = cli.path("changed");
        Files.createDirectories(changed);
        for (String file : List.of("config.json", "metrics.csv", "metrics.jsonl", "best.safetensors")) {
            Files.copy(run.resolve(file), changed.resolve(file));
        }
        String config = Files.readString(run.resolve("config.json"));
        String evil = Json.compact(EVIL);
        Files.writeString(
                changed.resolve("config.json"),
                config.replaceFirst("\"tool\" *: *\"[^\"]*\"", "\"tool\": " + quoted(evil))
                        .replaceFirst("\"name\" *: *\"data[^\"]*\"", "\"name\": " + quoted(evil)));
        Files.writeString(cli.path("options.json"), "{" + evil + ": 1}");
        Files.writeString(cli.path("values.json"), "{\"optimizer\": " + evil + "}");
        Files.writeString(cli.path("broken.json"), EVIL);
        Files.writeString(cli.path("picture" + EVIL_NAME + ".png"), EVIL);
        Files.writeString(cli.path("model" + EVIL_NAME), EVIL);
        byte[] header = ("{\"__metadata__\":{" + evil + ":" + evil + ",\"format\":" + evil + "}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer model = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(
                cli.path("evil.safetensors"),
                model.putLong(header.length).put(header).array());
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval RUN",
                "eval RUN RUN",
                "eval MODEL",
                "eval {HOME}/evil.safetensors",
                "eval NOWHERE",
                "average RUN RUN --out {HOME}/average-EVIL",
                "export RUN --to {HOME}/export-EVIL.onnx",
                "export RUN --to {HOME}/export-EVIL",
                "import {HOME}/export-EVIL.onnx --to {HOME}/import-EVIL.safetensors",
                "import {HOME}/evil.safetensors --to {HOME}/import-EVIL.safetensors",
                "import NOWHERE --to {HOME}/import-EVIL.safetensors",
                "predict RUN --index 0 --draw",
                "predict RUN PICTURE",
                "predict RUN NOWHERE",
                "predict RUN {HOME}/dataEVIL/t10k-images-idx3-ubyte --index 0",
                "explain RUN --index 0",
                "explain RUN --index 0 --html={HOME}/page-EVIL",
                "lab RUN --out {HOME}/lab-EVIL.html",
                "gradcheck RUN",
                "compare RUN",
                "compare RUN {HOME}/changed",
                "compare RUN {HOME}/changed --csv",
                "compare RUN NOWHERE",
                "sweep plan --data DATA --lr 0.1,0.2 --out {HOME}/sweep-EVIL",
                "sweep --data DATA --hidden 4 --epochs 1 --activation relu,EVIL --out {HOME}/swept",
                "sweep show NOWHERE",
                "verify RUN",
                "verify {HOME}/changed",
                "verify NOWHERE",
                "lesson 6 --data DATA --out {HOME}/lesson-EVIL epochs=1 images=60",
                "lesson EVIL",
                "lesson 1 EVIL",
                "report RUN --out {HOME}/report-EVIL.html",
                "report RUN --png {HOME}/png-EVIL",
                "data show DATA",
                "data show {HOME}/dataEVIL/t10k-labels-idx1-ubyte",
                "data show NOWHERE",
                "data verify DATA",
                "data verify {HOME}",
                "data generate --out {HOME}/drawn-EVIL --train 10 --test 10",
                "data generate --out {HOME}/modelEVIL/x --train 10 --test 10",
                "data convert DATA {HOME}/npz-EVIL --to npz",
                "data convert DATA EVIL.zip",
                "data convert NOWHERE {HOME}/nothing",
                "data fetch EVIL",
                "train --data DATA --hidden 4 --epochs 1 --validation 20 --out {HOME}/new-EVIL",
                "train --data DATA --epochs 1 --out RUN",
                "train --data NOWHERE --epochs 1",
                "train --config {HOME}/options.json",
                "train --config {HOME}/values.json",
                "train --config {HOME}/broken.json",
                "train --config NOWHERE",
                "train --resume RUN --epochs 2",
                "train --resume {HOME}/changed --epochs 2",
                "train --resume RUN --recipe EVIL",
                "train --recipe EVIL",
                "train --lr EVIL",
                "train --optimizer EVIL",
                "train --activation EVIL",
                "train --EVIL",
                "train EVIL",
                "train @EVIL",
                "EVIL",
                "doctor"
            })
    void nothingOfItReachesTheTerminal(String command) {
        for (String json : List.of("", "--json")) {
            Cli.Result result = run(command, json);
            assertClean(result.out());
            assertClean(result.err());
            assertFalse(result.err().contains("    at mnist."), result.err());
            assertFalse((result.out() + result.err()).isEmpty());
        }
    }

    /** Programs get the name as it is. */
    @Test
    void jsonKeepsTheName() {
        assertEquals("run" + EVIL_NAME, run("compare RUN", "--json").json().get("name"));
    }

    private static void assertClean(String text) {
        List<String> found = CONTROL.matcher(text)
                .results()
                .map(c -> String.format("U+%04x", c.group().codePointAt(0)))
                .toList();
        assertTrue(found.isEmpty(), () -> found + " in " + text);
        assertFalse(text.contains("\nb\\u"), () -> "a name begins a line of its own: " + text);
    }

    private static Cli.Result run(String command, String json) {
        List<String> words = new ArrayList<>();
        for (String word : Arrays.asList(command.split(" "))) {
            words.add(word.replace("RUN", "{HOME}/runEVIL")
                    .replace("DATA", "{HOME}/dataEVIL")
                    .replace("PICTURE", "{HOME}/pictureEVIL.png")
                    .replace("MODEL", "{HOME}/modelEVIL")
                    .replace("NOWHERE", "{HOME}/nowhereEVIL")
                    .replace("{HOME}", cli.home().toString())
                    .replace("EVIL", EVIL_NAME));
        }
        if (!json.isEmpty()) {
            words.add(json);
        }
        return cli.run(words.toArray(String[]::new));
    }
}
