package mnist.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.cli.frame.Console;
import mnist.cli.frame.OptionSections.Section;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FoundData;
import mnist.data.folder.DataFolder;
import mnist.data.source.Reading;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.nn.NetworkSpec;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.view.document.TextWidth;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import mnist.view.text.EvaluationText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trained models, which commands take as parameters, and the images that they are used on. */
@Section("Data")
public final class ModelOption {
    /** What a MODEL is, for descriptions. */
    public static final String MEANING =
            "A model file, best.safetensors or last.safetensors of a run; or a run's folder, for its best.";

    @Option(
            names = "--data",
            paramLabel = DataOptions.LABEL,
            completionCandidates = DataOptions.Names.class,
            description = DataOptions.MEANING + " Default: the data that the (first) model was trained on")
    private String data;

    @Mixin
    private ReadingOptions reading;

    /** How files of images that are named on the command line are read: as is said, or as the model's data were. */
    public Reading reading(DataUse trainedOn) {
        if (!reading.isGiven()) {
            reading.take(trainedOn.reading());
        }
        return reading.reading();
    }

    /** What was given as {@code --data}; null if nothing. */
    public String given() {
        return data;
    }

    public boolean isDataGiven() {
        return data != null;
    }

    /** The file of a MODEL. @throws StoreException if it is a folder that has none, or a run's name without its folder */
    public static Path file(Path model) {
        if (!PathKind.exists(model)) {
            meant(model).ifPresent(cure -> {
                throw StoreException.of(model, "a model", "no such file", cure);
            });
        }
        if (!model.toString().endsWith(".safetensors")) {
            RunDirectory.ofFile(model).ifPresent(run -> {
                throw StoreException.of(model, "a model", "another file of a run", "name the run, " + run);
            });
        }
        return PathKind.isFolder(model) ? RunDirectory.bestModelIn(model) : model;
    }

    /** What to do about a MODEL that is not there, where that can be guessed. */
    private static Optional<String> meant(Path model) {
        String typed = model.toString();
        Optional<Path> likely = RunDirectory.likely(model);
        if (likely.isPresent()) {
            return Optional.of("did you mean " + likely.get() + "?");
        }
        if (Catalog.find(typed).isPresent()) {
            return Optional.of("data are named with --data " + typed);
        }
        if (typed.matches("[a-z][a-z_-]*=.+")) {
            String value = typed.substring(typed.indexOf('=') + 1);
            return Optional.of("MODEL and FILE are written without a name and =: " + Console.quoted(value));
        }
        List<String> parts = List.of(typed.split(",", -1));
        if (parts.size() > 1 && parts.stream().allMatch(part -> PathKind.exists(Path.of(part)))) {
            return Optional.of("write blanks between models, " + String.join(" ", parts));
        }
        return typed.matches("[\\w-]+")
                ? Optional.of(
                        "name the folder of a run, for example runs/first ('ls runs' lists them), or leave it out")
                : Optional.empty();
    }

    /** Models that work together. @throws StoreException if one cannot be read, or they do not fit each other */
    public static List<ModelFile.Model> load(List<Path> files) {
        List<ModelFile.Model> loaded = new ArrayList<>();
        for (Path file : files) {
            ModelFile.Model model = ModelFile.load(file);
            loaded.add(model);
            requireLike(
                    loaded.get(0).network().spec(),
                    files.get(0).toString(),
                    file,
                    model.network().spec());
        }
        return loaded;
    }

    /**
     * @param of which network is expected to have such inputs and outputs
     * @throws StoreException if two networks that work together do not look at the same images
     */
    public static void requireLike(NetworkSpec expected, String of, Path file, NetworkSpec found) {
        if (found.inputs() != expected.inputs() || found.outputs() != expected.outputs()) {
            throw StoreException.of(
                    file,
                    expected.inputs() + " inputs and " + expected.outputs() + " classes as in " + of,
                    found.inputs() + " and " + found.outputs(),
                    "take models of the same images");
        }
    }

    /** The data of --data, else those that the model was trained on. @throws DataException if there are none */
    public FoundData find(DataUse trainedOn, Console console) {
        DataFinder finder = DataMessages.finder(console);
        String source = data == null ? source(trainedOn, finder) : data;
        if (source.equals(trainedOn.source()) && !reading.isGiven()) {
            reading.take(trainedOn.reading());
            return finder.find(source, reading.reading());
        }
        String kind = trainedOn.preparation().equals("unknown") ? null : trainedOn.preparation();
        return finder.find(source, reading.reading().withPictures(kind, trainedOn.rows(), trainedOn.columns()));
    }

    /** The data of --data, else those that {@code train} would take; for commands that need no model. */
    public FoundData findWithoutModel(Console console) {
        return DataMessages.finder(console).find(data == null ? DataFinder.AUTO : data, reading.reading());
    }

    /** Models travel: MNIST may lie elsewhere on this machine. */
    private static String source(DataUse trainedOn, DataFinder finder) {
        if (trainedOn.isUnknown()) {
            throw new DataException(
                    "the model was imported without --data, so nobody knows what it was trained on; name"
                            + " data with --data, for example --data mnist");
        }
        if (DataFolder.kind(Path.of(trainedOn.source())) != PathKind.NOTHING) {
            return trainedOn.source();
        }
        boolean mnist = Catalog.contentOf(trainedOn.fingerprint()).isPresent();
        if (mnist && finder.onDisk(DataFinder.AUTO).isPresent()) {
            return DataFinder.AUTO;
        }
        throw new DataException(trainedOn.source()
                + ": the data that the model was trained on are not there any more; name others with --data");
    }

    /** Images that the model can be used on. @throws DataException if there are none, or of another size */
    public Dataset read(Split split, DataUse trainedOn, Console console) {
        return read(find(trainedOn, console), split, trainedOn);
    }

    /** As {@link #read(Split, DataUse, Console)}; says where they are from, where nobody asked for them. */
    public Dataset readAloud(Split split, DataUse trainedOn, Console console) {
        return read(findAloud(trainedOn, console, Language.ENGLISH), split, trainedOn);
    }

    /** As {@link #find}; says where the data are, where nobody asked for them. */
    public FoundData findAloud(DataUse trainedOn, Console console, Language language) {
        FoundData found = find(trainedOn, console);
        if (data == null) {
            Messages messages = Messages.of(EvaluationText.BUNDLE, language);
            console.note(
                    "%s " + messages.get("data_of_training"), TextWidth.left(messages.get("data"), 10), found.folder());
        }
        return found;
    }

    /**
     * Images of a part of data that were found.
     *
     * @throws DataException if they are not of the model's size, or, where those held out are asked for, not the images that
     *     the model was trained on
     * @throws mnist.InvalidSetting if the model has no such part
     */
    public static Dataset read(FoundData found, ModelPartOption part, DataUse trainedOn) {
        part.requireOf(trainedOn);
        Dataset images = read(found, part.part.split(), trainedOn);
        if (part.part != ModelPartOption.Part.VALIDATION) {
            return images;
        }
        if (!images.fingerprint().equals(trainedOn.fingerprint())) {
            throw DataException.about(
                    images.name(),
                    "are not the images that the model was trained on, of which some were held out",
                    trainedOn.shortFingerprint() + " (" + trainedOn.name() + ")",
                    images.fingerprint()
                            .substring(0, trainedOn.shortFingerprint().length()),
                    "name those with --data");
        }
        return trainedOn.divide(trainedOn.used(images)).validation();
    }

    /** Images of data that were found. @throws DataException if they are not of the model's size */
    public static Dataset read(FoundData found, Split split, DataUse trainedOn) {
        Dataset images = found.read(split, trainedOn.names());
        requireSize(images, trainedOn);
        return images;
    }

    /** @throws DataException if images are not of the size that the model was trained on */
    public static void requireSize(Dataset images, DataUse trainedOn) {
        int width = trainedOn.columns();
        int height = trainedOn.rows();
        if (images.rows() != height || images.columns() != width) {
            throw new DataException(String.format(
                    "%s: expected images of %s x %s pixels, found %s x %s; use images like those that the model was"
                            + " trained on, or give --resize %sx%s",
                    images.name(), width, height, images.columns(), images.rows(), width, height));
        }
    }
}
