package mnist.store.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.Storage;
import mnist.data.fetch.DataEnvironment;
import mnist.data.folder.DataFolder;
import mnist.data.folder.ReadFolder;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.NetworkKinds;
import mnist.store.json.Json;
import mnist.train.Evaluator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Microsoft's ONNX Runtime makes of the files is what this program answers. */
class OnnxExportTest {
    private static final float TOLERANCE = 1e-5f;
    private static final int IMAGES = 200;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aName() {
        file = folder.resolve("model.onnx");
    }

    private record Answers(float[][] outputs, long[] classes) {}

    @ParameterizedTest
    @EnumSource
    void answersAreTheSame(NetworkKinds kind) throws OrtException {
        assertSameAnswers(kind.model(), images(kind.model().settings().data(), IMAGES));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_SQUARE")
    void onTheRealTestImagesToo(NetworkKinds kind) throws OrtException {
        Path mnist = Path.of(
                Optional.ofNullable(System.getenv(DataEnvironment.MNIST_DATA)).orElse("data/mnist"));
        assumeTrue(DataFolder.holdsData(mnist), () -> "no MNIST in " + mnist.toAbsolutePath());
        Dataset images =
                new ReadFolder(mnist, "MNIST", null, Storage.MEMORY).both().test();
        assertSameAnswers(kind.model(), images);
    }

    @Test
    void anyNumberOfImagesIsTaken() throws OrtException {
        ModelFile.Model model = NetworkKinds.LAYER_NORM.model();
        OnnxExport.write(file, model);
        for (int count : new int[] {0, 1, 3}) {
            assertEquals(count, run(model, new byte[count * 784], count).classes.length);
        }
    }

    @Test
    void theFileSaysWhatTheClassesAreCalled() throws OrtException, IOException {
        ModelFile.Model model = NetworkKinds.NOT_SQUARE.model();
        OnnxExport.write(file, model);
        try (OrtSession runtime = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            Map<String, String> metadata = runtime.getMetadata().getCustomMetadata();
            // Not compared there: ONNX Runtime's Java breaks names with characters beyond 16 bits.
            assertTrue(metadata.containsKey("class_names"));
            assertEquals("20", metadata.get("rows"));
            assertEquals("30", metadata.get("columns"));
            assertEquals("digit", metadata.get("preparation"));
            assertEquals("mnist", runtime.getMetadata().getProducerName());
        }
        String names = Json.compact(model.settings().data().classNames());
        assertTrue(Files.readString(file, StandardCharsets.ISO_8859_1)
                .contains(new String(names.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        OnnxExport.write(file, NetworkKinds.GELU.model());
        OnnxExport.write(folder.resolve("again.onnx"), NetworkKinds.GELU.model());
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("again.onnx")));
    }

    private static Dataset images(DataUse data, int count) {
        if (data.rows() == data.columns()) {
            return SomeDigits.of(count);
        }
        byte[] pixels = new byte[count * data.rows() * data.columns()];
        new Random(1).nextBytes(pixels);
        return new MemoryDataset("noise", data.rows(), data.columns(), data.classes(), pixels, new byte[count]);
    }

    private void assertSameAnswers(ModelFile.Model model, Dataset images) throws OrtException {
        OnnxExport.write(file, model);
        float[][] expected;
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            expected = Evaluator.outputs(model.network(), images, backend);
        }
        byte[] pixels = new byte[images.size() * images.pixels()];
        int[] done = {0};
        images.forEachImage((from, offset) -> {
            System.arraycopy(from, offset, pixels, done[0], images.pixels());
            done[0] += images.pixels();
        });
        Answers found = run(model, pixels, images.size());
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], found.outputs[i], TOLERANCE, "image " + i);
            assertEquals(largest(expected[i]), found.classes[i], "image " + i);
        }
    }

    private static int largest(float[] outputs) {
        int largest = 0;
        for (int j = 1; j < outputs.length; j++) {
            largest = outputs[j] > outputs[largest] ? j : largest;
        }
        return largest;
    }

    private Answers run(ModelFile.Model model, byte[] pixels, int count) throws OrtException {
        DataUse data = model.settings().data();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        ByteBuffer bytes = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
        long[] shape = {count, data.rows(), data.columns()};
        String outputs = OnnxExport.outputName(model.network().spec().output());
        try (OrtSession runtime = environment.createSession(file.toString());
                OnnxTensor images = OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
                OrtSession.Result result = runtime.run(Map.of(OnnxExport.IMAGES, images))) {
            return new Answers((float[][]) result.get(outputs).orElseThrow().getValue(), (long[])
                    result.get(OnnxExport.CLASS).orElseThrow().getValue());
        }
    }
}
