package mnist.cli.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.InvalidSetting;
import mnist.file.FileKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.imports.ForeignNetwork;
import mnist.store.imports.TensorFiles;
import mnist.store.onnx.OnnxImport;

/** What a network of another program can be in; the name of the file decides it. */
enum ImportForm {
    SAFETENSORS(".safetensors") {
        @Override
        ForeignNetwork read(Path file, boolean transposed) {
            return TensorFiles.safetensors(file, transposed);
        }
    },
    NPZ(".npz") {
        @Override
        ForeignNetwork read(Path file, boolean transposed) {
            return TensorFiles.npz(file, transposed);
        }
    },
    ONNX(".onnx") {
        @Override
        ForeignNetwork read(Path file, boolean transposed) {
            InvalidSetting.require(!transposed, "transposed", "has no effect on ONNX, which says it: leave it out");
            return OnnxImport.read(file);
        }
    };

    private static final String PYTORCH =
            "in PyTorch: safetensors.torch.save_file(model.state_dict(), \"m.safetensors\")";

    /** Of the file's name. */
    final String ending;

    ImportForm(String ending) {
        this.ending = ending;
    }

    /** @throws StoreException if the file is no such network */
    abstract ForeignNetwork read(Path file, boolean transposed);

    /** @throws StoreException if there is no such file, or it is in no form that is read */
    static ImportForm of(Path file) {
        String endings = Arrays.stream(values()).map(form -> form.ending).collect(Collectors.joining(", "));
        RegularFile.requireReadable(file, "a network in one of " + endings);
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(form -> name.endsWith(form.ending))
                .findFirst()
                .orElseThrow(() -> StoreException.of(
                        file,
                        "a name that ends in one of " + endings,
                        kind(file),
                        "save the network so, " + saving(name)));
    }

    /** Where a network in another form comes from, and what writes one of these forms there. */
    private static String saving(String name) {
        if (name.matches(".*\\.(h5|hdf5|keras|pb|tflite)")) {
            return "in Keras: numpy.savez(\"net.npz\", **{w.path: w.numpy() for w in model.weights})";
        }
        return name.matches(".*\\.(pkl|pickle|joblib|sav)")
                ? "in scikit-learn: numpy.savez(\"net.npz\", **{f\"coefs_{i}\": w for i, w in enumerate(m.coefs_)},"
                        + " **{f\"intercepts_{i}\": b for i, b in enumerate(m.intercepts_)})"
                : PYTORCH;
    }

    private static String kind(Path file) {
        try (InputStream in = RegularFile.open(file)) {
            return FileKind.of(in.readNBytes(FileKind.START_BYTES));
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }
}
