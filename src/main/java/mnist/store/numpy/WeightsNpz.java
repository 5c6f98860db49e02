package mnist.store.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mnist.file.AtomicFile;
import mnist.nn.Network;
import mnist.store.ModelFile;
import mnist.store.PlainMetadata;
import mnist.store.RunSettings;
import mnist.store.safetensors.Tensor;

/**
 * Writes a network's numbers as an {@code .npz} file: the arrays of its safetensors file under the same names (PyTorch's:
 * "0.weight" is [out, in]), and beside them its metadata in plain words, {@code class_names} as a list of texts.
 */
public final class WeightsNpz {
    private static final Set<String> WHOLE = Set.of(PlainMetadata.ROWS, PlainMetadata.COLUMNS);

    private WeightsNpz() {}

    /**
     * Writes the file; it is put in its place when it is complete.
     *
     * @throws mnist.file.StoreException if it cannot be written
     */
    public static void write(Path target, ModelFile.Model model) {
        AtomicFile.write(target, out -> write(out, model.network(), model.settings()));
    }

    static void write(OutputStream out, Network network, RunSettings settings) throws IOException {
        NpzArchive archive = new NpzArchive(out);
        for (Tensor tensor : ModelFile.tensors(network)) {
            archive.floats(tensor.name(), tensor.data(), tensor.shape());
        }
        Map<String, String> texts = new LinkedHashMap<>(PlainMetadata.of(settings));
        // The residual tensor already has that name.
        texts.remove(ModelFile.RESIDUAL);
        archive.texts(PlainMetadata.CLASS_NAMES, settings.data().names().names());
        texts.remove(PlainMetadata.CLASS_NAMES);
        archive.number(PlainMetadata.PIXEL_SCALE, Float.parseFloat(texts.remove(PlainMetadata.PIXEL_SCALE)));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (WHOLE.contains(text.getKey())) {
                archive.number(text.getKey(), Long.parseLong(text.getValue()));
            } else {
                archive.text(text.getKey(), text.getValue());
            }
        }
        archive.finish();
    }
}
