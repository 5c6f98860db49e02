package mnist.store.imports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import mnist.data.MemoryDataset;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Network;
import mnist.nn.Output;
import mnist.store.ModelFile;
import mnist.store.imports.ImportedModel.Answers;
import mnist.store.onnx.OnnxImport;
import mnist.train.Evaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small networks that PyTorch, scikit-learn and NumPy made answer here as they did there. {@code
 * src/test/resources/imports/make.py} made the files, and recorded the answers in double precision.
 */
class ImportedAnswersTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "imports");
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    private static JsonNode recorded() throws IOException {
        return new ObjectMapper().readTree(RECORDED.resolve("answers.json").toFile());
    }

    static Stream<String> names() throws IOException {
        Iterator<String> names = recorded().get("networks").fieldNames();
        return Stream.iterate(names, Iterator::hasNext, same -> same).map(Iterator::next);
    }

    @ParameterizedTest
    @MethodSource("names")
    void answersAreTheSame(String name) throws IOException {
        JsonNode network = recorded().get("networks").get(name);
        Answers answers = new Answers(
                text(network, "activation").map(TensorNameTest::activation).orElse(null),
                text(network, "output")
                        .map(output -> Output.valueOf(output.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                text(network, "pixels").map(InputScale::parse).orElse(null),
                null,
                null);
        Path file = RECORDED.resolve(name);
        ImportedModel imported = ImportedModel.of(read(file), answers, "test");
        Path model = folder.resolve("model.safetensors");
        imported.save(model);
        float[][] found = outputs(ModelFile.load(model).network());
        JsonNode expected = network.get("probabilities");
        for (int i = 0; i < expected.size(); i++) {
            double[] probabilities = new ObjectMapper().convertValue(expected.get(i), double[].class);
            double[] ours = new double[found[i].length];
            for (int j = 0; j < ours.length; j++) {
                ours[j] = found[i][j];
            }
            assertArrayEquals(probabilities, ours, TOLERANCE, name + ", image " + i);
        }
    }

    private static Optional<String> text(JsonNode network, String key) {
        return network.get(key).isNull()
                ? Optional.empty()
                : Optional.of(network.get(key).textValue());
    }

    static ForeignNetwork read(Path file) {
        String name = file.toString();
        return name.endsWith(".onnx")
                ? OnnxImport.read(file)
                : name.endsWith(".npz") ? TensorFiles.npz(file, false) : TensorFiles.safetensors(file, false);
    }

    private static float[][] outputs(Network network) throws IOException {
        JsonNode images = recorded().get("images");
        int pixels = images.get(0).size();
        byte[] bytes = new byte[images.size() * pixels];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) images.get(i / pixels).get(i % pixels).intValue();
        }
        MemoryDataset data = new MemoryDataset("noise", 4, 4, network.spec().outputs(), bytes, new byte[images.size()]);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            return Evaluator.outputs(network, data, backend);
        }
    }

    /** So that an answer without a file, or a file that nobody reads, is noticed. */
    @Test
    void everyFileIsReadOrRefused() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        try (Stream<Path> found = Files.list(RECORDED)) {
            found.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches("answers.json|make.py"))
                    .forEach(files::add);
        }
        TreeSet<String> known = new TreeSet<>(ImportRefusalsTest.REFUSED.keySet());
        names().forEach(known::add);
        assertEquals(known, files);
    }

    /** Told by the file, and not said. */
    @Test
    void onnxSaysTheActivation() {
        Map<String, Activation> expected = Map.of(
                "batch.onnx", Activation.SILU, "gelu.onnx", Activation.GELU, "bytes.onnx", Activation.LEAKY_RELU);
        expected.forEach((name, activation) -> assertEquals(
                activation, OnnxImport.read(RECORDED.resolve(name)).said().activation()));
    }
}
