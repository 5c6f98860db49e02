package mnist.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.file.StoreException;
import mnist.nn.NetworkSpec;
import mnist.nn.Parameter;
import mnist.store.json.Json;
import mnist.store.safetensors.SafetensorsHeader;
import mnist.train.LayerHealth;
import mnist.train.TrainingState.Counters;

/**
 * What the header of a model file says, with nothing in it that the tensors of the file do not bear out.
 *
 * @param counters null unless it was asked for those of a checkpoint
 * @param layers measured in the epoch under way
 */
record ModelHeader(RunSettings settings, Counters counters, List<LayerHealth> layers) {
    static final String SETTINGS = "settings";
    static final String COUNTERS = "counters";
    static final String LAYERS = "layers";

    /** In a run's best model: the epoch after which it was. */
    static final String EPOCH = "epoch";

    private static final int MOST_DIMENSIONS = 4;

    /** Before the names of the weights being trained, where the model's are averaged. */
    static final String TRAINING = "training.";

    /** Before the names of the parameters for which an optimizer remembers something. */
    static String optimizerPrefix(String memory) {
        return "optimizer." + memory + ".";
    }

    /** Of a model, or of the model in a checkpoint. @throws StoreException when something does not fit */
    static ModelHeader ofModel(Path file, SafetensorsHeader header) {
        RunSettings settings = settings(file, header.metadata());
        requireTensors(file, header, settings.network(), List.of(""), List.of());
        return new ModelHeader(settings, null, List.of());
    }

    /**
     * After which epoch of its run the model was: 0 in a checkpoint, which may be within one, and -1 where the file does not
     * say it, as in those of older versions.
     */
    static int epoch(Path file, Map<String, String> metadata) {
        String epoch = metadata.get(EPOCH);
        if (epoch == null) {
            return metadata.containsKey(COUNTERS) ? 0 : -1;
        }
        if (!epoch.matches("[1-9]\\d{0,8}")) {
            throw StoreException.of(
                    file, "a whole number as epoch", StoreException.quote(epoch), "take the file from a copy");
        }
        return Integer.parseInt(epoch);
    }

    /** Of a checkpoint to go on from. @throws StoreException when something does not fit */
    static ModelHeader ofCheckpoint(Path file, SafetensorsHeader header) {
        RunSettings settings = settings(file, header.metadata());
        String counters = header.metadata().get(COUNTERS);
        if (counters == null) {
            throw StoreException.of(
                    file, "a checkpoint", "a model without training state", "resume from the run's last.safetensors");
        }
        boolean averaging = settings.training().regularisation().averaging() > 0;
        List<String> memories =
                List.of(settings.training().optimization().optimizer().create().stateNames());
        requireTensors(
                file,
                header,
                settings.network(),
                averaging ? List.of("", TRAINING) : List.of(""),
                memories.stream().map(ModelHeader::optimizerPrefix).toList());
        try {
            String layers = header.metadata().getOrDefault(LAYERS, "{}");
            return new ModelHeader(
                    settings,
                    CheckpointCounters.of(Json.parse(counters), settings),
                    CheckpointCounters.layers(
                            Json.parse(layers), settings.network().layers()));
        } catch (IllegalArgumentException e) {
            throw new StoreException(file + ": counters: " + e.getMessage() + "; take the file from a copy", e);
        }
    }

    private static RunSettings settings(Path file, Map<String, String> metadata) {
        String text = metadata.get(SETTINGS);
        if (text == null) {
            throw StoreException.of(
                    file,
                    "a model of this program",
                    "a safetensors file of another one",
                    "make a model of it with 'mnist import FILE --activation F --pixels P --to MODEL.safetensors';"
                            + " 'mnist import --help' says what F and P are");
        }
        try {
            return RunSettings.fromMap(Json.parse(text));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    file + ": " + e.getMessage() + "; use the version that made it, or take the file from a copy", e);
        }
    }

    /** One parameter after the other, so that a network which is not in the file is refused at its first layer. */
    private static void requireTensors(
            Path file, SafetensorsHeader header, NetworkSpec spec, List<String> copies, List<String> memories) {
        for (int layer = 1; layer <= spec.layers(); layer++) {
            for (Parameter.Shape shape : spec.shapes(layer)) {
                copies.forEach(prefix -> requireTensor(file, header, prefix, shape));
                if (shape.trainable()) {
                    memories.forEach(prefix -> requireTensor(file, header, prefix, shape));
                }
            }
        }
    }

    private static void requireTensor(Path file, SafetensorsHeader header, String prefix, Parameter.Shape shape) {
        String expected = "a tensor " + prefix + shape.name() + " of shape " + shape.dimensions();
        List<Integer> found = header.shape(prefix + shape.name())
                .orElseThrow(() -> StoreException.of(file, expected, "none", "take the file from a copy"));
        if (!found.equals(shape.dimensions())) {
            boolean many = found.size() > MOST_DIMENSIONS;
            throw StoreException.of(
                    file, expected, many ? found.size() + " dimensions" : "shape " + found, "check the file");
        }
    }
}
