package mnist.cli.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.store.ModelFile;
import mnist.store.numpy.PredictScript;
import mnist.store.numpy.WeightsNpz;
import mnist.store.onnx.OnnxExport;

/** What a model can be written as; the name of the file decides it. */
enum ExportForm {
    ONNX(".onnx", "the whole network with its preprocessing, for ONNX runtimes") {
        @Override
        void write(Path target, ModelFile.Model model) {
            OnnxExport.write(target, model);
        }
    },
    NPZ(".npz", "the weights, for NumPy") {
        @Override
        void write(Path target, ModelFile.Model model) {
            WeightsNpz.write(target, model);
        }
    },
    PYTHON(".py", "a program that predicts, for Python with NumPy") {
        @Override
        void write(Path target, ModelFile.Model model) {
            PredictScript.write(target, model);
        }
    };

    /** Of the file's name. */
    final String ending;

    /** In people's words. */
    final String meaning;

    ExportForm(String ending, String meaning) {
        this.ending = ending;
        this.meaning = meaning;
    }

    abstract void write(Path target, ModelFile.Model model);

    /** Which one a file is to be, if its name says so. */
    static Optional<ExportForm> of(Path target) {
        String name = target.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(form -> name.endsWith(form.ending))
                .findFirst();
    }

    /** The form of which this is the ending without its point. */
    static Optional<ExportForm> named(String word) {
        return Arrays.stream(values())
                .filter(form -> form.ending.equalsIgnoreCase("." + word))
                .findFirst();
    }

    /** ".onnx, .npz, .py". */
    static String endings() {
        return Arrays.stream(values()).map(form -> form.ending).collect(Collectors.joining(", "));
    }
}
