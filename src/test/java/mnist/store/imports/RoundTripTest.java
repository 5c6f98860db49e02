package mnist.store.imports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import mnist.data.MemoryDataset;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.store.AnsweredBytes;
import mnist.store.ModelFile;
import mnist.store.NetworkKinds;
import mnist.store.imports.ImportedModel.Answers;
import mnist.store.numpy.WeightsNpz;
import mnist.store.onnx.OnnxExport;
import mnist.store.onnx.OnnxImport;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;
import mnist.train.Evaluator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What this program exports comes back as it was. */
class RoundTripTest {
    private static final Answers NOTHING = new Answers(null, null, null, null, null);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void numpy(NetworkKinds kind) {
        ModelFile.Model model = kind.model();
        Path file = folder.resolve("weights.npz");
        WeightsNpz.write(file, model);
        ImportedModel imported = ImportedModel.of(TensorFiles.npz(file, false), NOTHING, "test");
        assertEquals(ModelFile.tensors(model.network()), ModelFile.tensors(imported.network()));
        assertEquals(
                model.network().spec().with(imported.network().spec().connections()),
                imported.network().spec());
        assertEquals(model.settings().data().names(), imported.settings().data().names());
    }

    /** As PyTorch writes a model that it has loaded: the same tensors and no metadata. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_SQUARE")
    void safetensors(NetworkKinds kind) {
        ModelFile.Model model = kind.model();
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, new SafetensorsFile(Map.of(), ModelFile.tensors(model.network())));
        Answers answers = new Answers(
                model.network().spec().activation(), model.network().spec().output(), InputScale.OURS, null, null);
        Network imported = ImportedModel.of(TensorFiles.safetensors(file, false), answers, "test")
                .network();
        assertEquals(ModelFile.tensors(model.network()), ModelFile.tensors(imported));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*(LAYER_NORM|RESIDUAL).*")
    void onnx(NetworkKinds kind) {
        ModelFile.Model model = kind.model();
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model);
        ImportedModel imported = ImportedModel.of(OnnxImport.read(file), NOTHING, "test");
        assertEquals(model.network().spec().output(), imported.network().spec().output());
        assertEquals(model.settings().data().names(), imported.settings().data().names());
        assertEquals(model.settings().data().rows(), imported.settings().data().rows());
        AnsweredBytes expected = AnsweredBytes.of(model);
        float[][] found = outputs(imported.network(), expected.pixels(), model);
        for (int i = 0; i < found.length; i++) {
            assertArrayEquals(expected.outputs()[i], found[i], 1e-6f);
        }
    }

    private static float[][] outputs(Network network, byte[] pixels, ModelFile.Model model) {
        int rows = model.settings().data().rows();
        int columns = model.settings().data().columns();
        int count = pixels.length / (rows * columns);
        MemoryDataset images =
                new MemoryDataset("noise", rows, columns, network.spec().outputs(), pixels, new byte[count]);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            return Evaluator.outputs(network, images, backend);
        }
    }

    /** Not plain ones: the operator is named, and the form that has them. */
    @ParameterizedTest
    @EnumSource(names = {"LAYER_NORM", "RESIDUAL", "RESIDUAL_PROJECTED", "RESIDUAL_BATCH_NORM"})
    void otherOnnxIsRefused(NetworkKinds kind) {
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, kind.model());
        String message =
                assertThrows(StoreException.class, () -> OnnxImport.read(file)).getMessage();
        assertTrue(
                message.contains(
                        kind.name().startsWith("RESIDUAL_P") || kind == NetworkKinds.LAYER_NORM
                                ? "\"ReduceMean\""
                                : "operator Add"),
                message);
        assertTrue(message.contains("'mnist export RUN --to net.npz'"), message);
    }
}
