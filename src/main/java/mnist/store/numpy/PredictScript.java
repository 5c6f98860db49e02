package mnist.store.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import mnist.file.AtomicFile;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.store.ModelFile;
import mnist.store.RunSettings;

/**
 * Writes a Python file that says what images show. It needs NumPy and nothing else: the weights are in it, as an {@code
 * .npz} file in base64, with batch normalization in them. Its program is {@code predict.py} beside the class files.
 */
public final class PredictScript {
    private static final String PROGRAM = "predict.py";

    /** Stands in the program where the weights belong. */
    private static final String WEIGHTS = "@WEIGHTS@";

    private static final int LINE = 120;
    private static final byte[] LINE_END = {'\n'};

    private PredictScript() {}

    /**
     * Writes the file; it is put in its place when it is complete.
     *
     * @throws mnist.file.StoreException if it cannot be written
     */
    public static void write(Path target, ModelFile.Model model) {
        AtomicFile.write(target, out -> write(out, model));
    }

    private static void write(OutputStream out, ModelFile.Model model) throws IOException {
        String program = program();
        int place = program.indexOf(WEIGHTS);
        out.write(program.substring(0, place).getBytes(StandardCharsets.UTF_8));
        out.write(Base64.getMimeEncoder(LINE, LINE_END).encode(weights(model)));
        out.write(program.substring(place + WEIGHTS.length()).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] weights(ModelFile.Model model) throws IOException {
        Network folded = model.folded();
        NetworkSpec spec = folded.spec();
        RunSettings trained = model.settings();
        RunSettings settings = new RunSettings(
                trained.format(),
                trained.tool(),
                trained.kernel(),
                trained.recipe(),
                spec,
                trained.training(),
                trained.data());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightsNpz.write(bytes, folded, settings);
        return bytes.toByteArray();
    }

    private static String program() throws IOException {
        try (InputStream text = PredictScript.class.getResourceAsStream(PROGRAM)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
