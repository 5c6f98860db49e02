package mnist.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.data.Split;
import mnist.file.StoreException;
import mnist.nn.NetworkSpec;
import mnist.store.ModelFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One trained model or several that work together, and images that they can be used on. */
public final class ModelsOption {
    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "Model files, best.safetensors or last.safetensors of runs; or runs' folders, for their best."
                    + " The probabilities of several are averaged.")
    private List<Path> models;

    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
            completionCandidates = Completions.DataNames.class,
            description = "A folder with the four IDX files, the name of a known data set, or auto (see 'mnist train"
                    + " --help'). Default: the data that the first model was trained on")
    private String data;

    /** The files that are read. */
    public List<Path> files() {
        return models.stream().map(ModelOption::file).toList();
    }

    public List<ModelFile.Model> load() {
        return load(files());
    }

    /** @throws StoreException if one cannot be read, or they do not fit each other */
    public static List<ModelFile.Model> load(List<Path> files) {
        List<ModelFile.Model> loaded = new ArrayList<>();
        for (Path file : files) {
            ModelFile.Model model = ModelFile.load(file);
            if (!loaded.isEmpty()) {
                requireLike(
                        files.get(0),
                        loaded.get(0).network().spec(),
                        file,
                        model.network().spec());
            }
            loaded.add(model);
        }
        return loaded;
    }

    private static void requireLike(Path first, NetworkSpec expected, Path file, NetworkSpec found) {
        if (found.inputs() != expected.inputs() || found.outputs() != expected.outputs()) {
            throw new StoreException(String.format(
                    "%s: found %d inputs and %d classes, expected %d and %d as in %s; models that work together look at"
                            + " the same images",
                    file, found.inputs(), found.outputs(), expected.inputs(), expected.outputs(), first));
        }
    }

    public DataOptions.OpenedPart openData(Split part, ModelFile.Model first, Console console) {
        DataOptions.OpenedPart opened =
                ModelOption.openData(data, part, first.settings().data(), console);
        ModelOption.requireSize(opened.data(), first.settings().data());
        return opened;
    }
}
