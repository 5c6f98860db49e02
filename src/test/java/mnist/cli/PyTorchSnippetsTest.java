package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mnist.Python;
import mnist.store.AnsweredBytes;
import mnist.store.ModelFile;
import mnist.store.NetworkKinds;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the documents say of PyTorch, run as it is printed. Where there is no PyTorch, its answers of another time are compared
 * with: {@code PYTHON=... mvn test -Dtest=PyTorchSnippetsTest -Dpytorch.update=true} records them anew.
 */
class PyTorchSnippetsTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    private static final Path SITE = Path.of("src", "site", "markdown");
    private static final Path RECORDED = Path.of("src", "test", "resources", "pytorch", "answers.json");
    private static final float TOLERANCE = 1e-5f;

    /** Behind the class of the document: what models answer to the bytes beside them, by the models' names. */
    private static final String ASK = """

            import sys
            OUTPUTS = {"softmax": lambda z: z.softmax(1), "sigmoid": torch.sigmoid, "identity": lambda z: z}
            answers = {}
            for name in sys.argv[1:]:
                model = load(name + ".safetensors")
                about = model.about
                with open(name + ".bytes", "rb") as file:
                    pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
                with torch.no_grad():
                    z = model(pixels.view(-1, int(about["rows"]), int(about["columns"])))
                answers[name] = OUTPUTS[about["output"]](z).tolist()
            print(json.dumps(answers))
            """;

    private static Python pytorch() {
        Python python = new Python(cli.home());
        assumeTrue(
                python.has("torch", "safetensors"),
                "there is no Python with torch and safetensors: name one in PYTHON");
        return python;
    }

    /** The indented lines below a heading. */
    private static String snippet(String page, String heading) throws IOException {
        String text = Files.readString(SITE.resolve(page));
        String section = text.substring(text.indexOf("\n" + heading + "\n") + 1);
        int next = section.indexOf("\n## ");
        return (next < 0 ? section : section.substring(0, next))
                .lines()
                .filter(line -> line.isEmpty() || line.startsWith("    "))
                .map(line -> line.isEmpty() ? line : line.substring(4))
                .collect(Collectors.joining("\n"));
    }

    private static void readmesRun() throws IOException {
        if (Files.exists(cli.path("runs/first"))) {
            return;
        }
        cli.train("--hidden 128 --lr 0.1 --batch 64 --epochs 2 --out {HOME}/runs/first")
                .assertDone();
        Path data = Files.createDirectories(cli.path("data/mnist"));
        for (String name : List.of("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data.resolve(name + ".gz")))) {
                Files.copy(cli.data().resolve(name), out);
            }
        }
    }

    @Test
    void theNetworkOfReadmeHasTheAccuracyOfEval() throws IOException {
        Python python = pytorch();
        readmesRun();
        Python.Result result = python.run("-c", snippet("files.md", "## Loading a model into PyTorch"));
        assertEquals(0, result.exitCode(), result.err());
        Map<String, Object> eval = cli.command("eval {HOME}/runs/first --json --data {HOME}/digits")
                .assertDone()
                .json();
        String expected = String.format(Locale.ROOT, "%.2f%% right", 100 * (double) eval.get("accuracy"));
        assertEquals(expected, result.out().strip());
    }

    @Test
    void everyKindOfNetworkAnswersAlike() throws IOException {
        Map<String, Object> theirs = answers();
        for (NetworkKinds kind : NetworkKinds.values()) {
            List<float[]> found = AnsweredBytes.rows(theirs.get(kind.name()));
            float[][] expected = AnsweredBytes.of(kind.model()).outputs();
            assertEquals(expected.length, found.size());
            for (int row = 0; row < expected.length; row++) {
                assertArrayEquals(expected[row], found.get(row), TOLERANCE, kind + ", image " + row);
            }
        }
    }

    /** Else a machine without PyTorch would be the first to miss them. */
    @Test
    void everyKindOfNetworkHasARecordedAnswer() throws IOException {
        List<String> kinds =
                Stream.of(NetworkKinds.values()).map(Enum::name).sorted().toList();
        assertEquals(
                kinds,
                Json.parse(Files.readString(RECORDED)).keySet().stream()
                        .sorted()
                        .toList());
    }

    private static Map<String, Object> answers() throws IOException {
        Python python = new Python(cli.home());
        if (!python.has("torch", "safetensors")) {
            return Json.parse(Files.readString(RECORDED));
        }
        readmesRun();
        List<String> words = new ArrayList<>(List.of("-c", snippet("export.md", "## PyTorch") + ASK));
        for (NetworkKinds kind : NetworkKinds.values()) {
            ModelFile.Model model = kind.model();
            ModelFile.save(cli.path(kind + ".safetensors"), model.network(), model.settings());
            Files.write(cli.path(kind + ".bytes"), AnsweredBytes.of(model).pixels());
            words.add(kind.name());
        }
        Python.Result result = python.run(words.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        if (Boolean.getBoolean("pytorch.update")) {
            record(Json.parse(result.out()));
        }
        return Json.parse(result.out());
    }

    private static void record(Map<String, Object> answers) throws IOException {
        Map<String, Object> sorted = new LinkedHashMap<>(answers);
        String lines = sorted.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + Json.compact(entry.getValue()))
                .collect(Collectors.joining(",\n", "{", "}\n"));
        Files.writeString(RECORDED, lines);
    }

    @Test
    void aPlainSequentialRefusesResidualNetworks() throws IOException {
        Python python = pytorch();
        ModelFile.Model model = NetworkKinds.RESIDUAL.model();
        ModelFile.save(cli.path("residual.safetensors"), model.network(), model.settings());
        Python.Result result = python.run("-c", """
                from safetensors.torch import load_file
                from torch import nn
                model = nn.Sequential(
                    nn.Linear(784, 24), nn.ReLU(), nn.Linear(24, 24), nn.ReLU(), nn.Linear(24, 24), nn.ReLU(),
                    nn.Linear(24, 10))
                model.load_state_dict(load_file("residual.safetensors"))
                """);
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("Unexpected key(s) in state_dict: \"residual\""), result.err());
    }
}
