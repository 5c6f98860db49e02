package mnist.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.KnownData;
import mnist.data.folder.DataFolder;
import mnist.file.StoreException;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A trained model, and images that it can be used on. */
public final class ModelOption {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "A model file, best.safetensors or last.safetensors of a run; or a run's folder, for its best.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
            completionCandidates = Completions.DataNames.class,
            description = "A folder with the four IDX files, the name of a known data set, or auto (see 'mnist train"
                    + " --help'). Default: the data that the model was trained on")
    private String data;

    /** The file that is read. */
    public Path file() {
        return file(model);
    }

    /** @throws StoreException if it is a folder that has no model */
    public static Path file(Path model) {
        return Files.isDirectory(model) ? RunDirectory.bestModelIn(model) : model;
    }

    public ModelFile.Model load() {
        return ModelFile.load(file());
    }

    /** @throws DataException if there are none */
    public DataOptions.OpenedPart openData(Split part, DataUse trainedOn, Console console) {
        return openData(data, part, trainedOn, console);
    }

    /** @param data as {@code --data} names them; null for those that the model was trained on */
    public static DataOptions.OpenedPart openData(String data, Split part, DataUse trainedOn, Console console) {
        DataFinder finder = new DataFinder(DataEnvironment.ofProcess(), console);
        return DataOptions.open(data == null ? source(trainedOn, finder) : data, part, finder, console);
    }

    /** For commands whose output does not say where the images are from: says it, where nobody asked for them. */
    public static void noteOrigin(String data, DataOptions.OpenedPart opened, Console console) {
        if (data == null) {
            console.note("data       %s, as the model was trained on", opened.source());
        }
    }

    /** The data that the model was trained on, said aloud unless {@code --data} named others. */
    public DataOptions.OpenedPart openDataAloud(Split part, DataUse trainedOn, Console console) {
        DataOptions.OpenedPart opened = openData(part, trainedOn, console);
        noteOrigin(data, opened, console);
        return opened;
    }

    /** Models travel: MNIST may lie elsewhere on this machine. */
    private static String source(DataUse trainedOn, DataFinder finder) {
        if (DataFolder.holdsData(Path.of(trainedOn.source()))) {
            return trainedOn.source();
        }
        boolean mnist = KnownData.nameOf(trainedOn.fingerprint()).isPresent();
        if (mnist && finder.onDisk(DataFinder.AUTO).isPresent()) {
            return DataFinder.AUTO;
        }
        throw new DataException(trainedOn.source()
                + ": the data that the model was trained on are not there any more; name others with --data");
    }

    /** @throws DataException if the images are not of the size that the model was trained on */
    static void requireSize(Dataset dataset, DataUse trainedOn) {
        if (dataset.rows() != trainedOn.rows() || dataset.columns() != trainedOn.columns()) {
            throw new DataException(String.format(
                    "%s: images have %d x %d pixels, the model expects %d x %d; use data like those it was trained on",
                    dataset.name(), dataset.rows(), dataset.columns(), trainedOn.rows(), trainedOn.columns()));
        }
    }
}
