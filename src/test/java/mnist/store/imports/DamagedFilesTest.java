package mnist.store.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import mnist.FuzzedFile;
import mnist.nn.Activation;
import mnist.store.imports.ImportedModel.Answers;
import mnist.store.onnx.OnnxImport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded networks with some bytes changed, always the same ones: each is read, or refused in one line. */
class DamagedFilesTest {
    private static final int TIMES = 300;
    private static final int MOST_CHANGES = 5;
    private static final Path RECORDED = Path.of("src", "test", "resources", "imports");

    @ParameterizedTest
    @ValueSource(strings = {"batch.onnx", "bytes.onnx", "gelu.onnx", "keras.npz", "sklearn.npz", "batch.safetensors"})
    void isReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(RECORDED.resolve(name));
        Random random = new Random(1);
        for (int time = 0; time < TIMES; time++) {
            byte[] bytes = whole.clone();
            for (int changes = random.nextInt(MOST_CHANGES); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            FuzzedFile.readBy(file -> read(name, file), bytes);
        }
    }

    private static void read(String name, Path file) {
        ForeignNetwork network = name.endsWith(".onnx")
                ? OnnxImport.read(file)
                : name.endsWith(".npz") ? TensorFiles.npz(file, false) : TensorFiles.safetensors(file, false);
        ImportedModel.of(network, new Answers(Activation.RELU, null, InputScale.parse("0..1"), null, null), "test");
    }
}
