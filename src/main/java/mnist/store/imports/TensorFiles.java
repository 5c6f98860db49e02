package mnist.store.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.data.numpy.NpzArrays;
import mnist.file.StoreException;
import mnist.nn.Output;
import mnist.store.ModelFile;
import mnist.store.PlainMetadata;
import mnist.store.imports.ForeignNetwork.Said;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;
import mnist.store.safetensors.Tensor;

/** Networks in files of named tensors. */
public final class TensorFiles {
    private TensorFiles() {}

    /**
     * Reads a safetensors file of another program.
     *
     * @param transposed as in {@link NamedLayers#read}
     * @throws StoreException if it is damaged, or no plain network, or a model of this program already
     * @throws InvalidSetting as {@link NamedLayers#read}
     */
    public static ForeignNetwork safetensors(Path file, boolean transposed) {
        SafetensorsFile content = Safetensors.readFinite(file, header -> {
            if (ModelFile.isModel(header)) {
                throw StoreException.of(
                        file,
                        "a model of another program",
                        "one of this program",
                        "use it as it is: mnist eval " + file);
            }
        });
        return NamedLayers.read(file, content.tensors(), transposed, Said.NOTHING);
    }

    /** Reads an {@code .npz} file, of another program or of {@code mnist export}; as {@link #safetensors}. */
    public static ForeignNetwork npz(Path file, boolean transposed) {
        List<Tensor> tensors = new ArrayList<>();
        Said said;
        try {
            NpzArrays arrays = NpzArrays.open(file);
            boolean ours = arrays.names().containsAll(PlainMetadata.KEYS);
            for (String name : arrays.names()) {
                if (!ours || !PlainMetadata.KEYS.contains(name)) {
                    tensors.add(tensor(file, arrays, name));
                }
            }
            said = ours ? said(file, arrays) : Said.NOTHING;
        } catch (DataException e) {
            throw new StoreException(e.getMessage(), e);
        }
        return NamedLayers.read(file, tensors, transposed, said);
    }

    private static Tensor tensor(Path file, NpzArrays arrays, String name) {
        float[] numbers = arrays.numbers(name);
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw StoreException.of(
                        file,
                        "finite numbers",
                        numbers[i] + " in array " + StoreException.quote(name) + " at position " + i,
                        "the training diverged or the file is damaged");
            }
        }
        return new Tensor(name, arrays.shape(name), numbers);
    }

    /** What {@code mnist export} writes beside the weights. */
    private static Said said(Path file, NpzArrays arrays) {
        try {
            double scale = arrays.numbers(PlainMetadata.PIXEL_SCALE)[0];
            String activation = arrays.texts(PlainMetadata.ACTIVATION).get(0);
            String output = arrays.texts(PlainMetadata.OUTPUT).get(0);
            return new Said(
                    PlainMetadata.activation(activation).orElseThrow(() -> new IllegalArgumentException(activation)),
                    Output.valueOf(output.toUpperCase(Locale.ROOT)),
                    new InputScale(scale, 0, "0.." + (float) (255 * scale)),
                    1,
                    0,
                    (int) arrays.numbers(PlainMetadata.ROWS)[0],
                    (int) arrays.numbers(PlainMetadata.COLUMNS)[0],
                    arrays.texts(PlainMetadata.CLASS_NAMES));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw StoreException.of(
                    file,
                    "what mnist export writes beside the weights",
                    StoreException.quote(String.valueOf(e.getMessage())),
                    "export it again");
        }
    }
}
