package mnist.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import mnist.file.StoreException;
import mnist.nn.BatchNormFolding;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.store.json.Json;
import mnist.store.safetensors.Checksums;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;
import mnist.store.safetensors.SafetensorsHeader;
import mnist.store.safetensors.Tensor;
import mnist.train.LayerHealth;
import mnist.train.TrainingState;
import org.ejml.data.FMatrixRMaj;

/**
 * Models and checkpoints as safetensors files. The network's tensors have the names and the layout of PyTorch's
 * nn.Sequential ("0.weight" is [out, in]); a checkpoint adds what the optimizer remembers under "optimizer." and, where
 * averaged weights are the model, the ones being trained under "training.".
 *
 * <p>A model with residual connections has one tensor more, {@link #RESIDUAL}. Without it a plain nn.Sequential of the same
 * widths takes the file and answers wrongly; with it that refuses the file. Nothing here reads it, so that files of older
 * versions, which lack it, are read as before, and older versions read this one's. Checkpoints do without: the hash of their
 * tensors, by which runs are compared, stays what it was.
 */
public final class ModelFile {
    /** The tensor, a single 1, that keeps residual networks out of a plain nn.Sequential. */
    public static final String RESIDUAL = "residual";

    /** In an imported model: which file it came from. */
    public static final String IMPORTED = "imported";

    private static final String MADE_BY = "made_by";

    /**
     * A trained network and what it came from.
     *
     * @param epoch after which it was, as {@link ModelHeader#epoch} says
     * @param imported where an imported one came from, as a text in JSON
     */
    public record Model(Network network, RunSettings settings, int epoch, Optional<String> imported) {
        /** The network for answering only: the same but for rounding, with batch normalization in its weights. */
        public Network folded() {
            return BatchNormFolding.fold(network);
        }
    }

    private ModelFile() {}

    /** Writes the network alone. */
    public static void save(Path file, Network network, RunSettings settings) {
        write(file, metadata(settings), tensors(network));
    }

    /**
     * Writes a network that was imported.
     *
     * @param origin where it came from, as a text in JSON
     */
    public static void saveImported(Path file, Network network, RunSettings settings, String origin) {
        Map<String, String> metadata = metadata(settings);
        metadata.put(IMPORTED, origin);
        write(file, metadata, tensors(network));
    }

    /** Whether a file with this header is a model, or a checkpoint, of this program. */
    public static boolean isModel(SafetensorsHeader header) {
        return header.metadata().containsKey(ModelHeader.SETTINGS);
    }

    /** Writes the network alone, as it was after an epoch of its run. */
    static void save(Path file, Network network, RunSettings settings, int epoch) {
        Map<String, String> metadata = metadata(settings);
        metadata.put(ModelHeader.EPOCH, Integer.toString(epoch));
        write(file, metadata, tensors(network));
    }

    /** Writes everything that is needed to go on. */
    public static void saveCheckpoint(Path file, TrainingState state, RunSettings settings) {
        Map<String, String> metadata = metadata(settings);
        metadata.put(ModelHeader.COUNTERS, Json.compact(state.counters));
        List<LayerHealth> layers = state.layers.get();
        if (!layers.isEmpty()) {
            metadata.put(ModelHeader.LAYERS, Json.compact(Map.of("layers", layers)));
        }
        List<Tensor> tensors = new ArrayList<>(tensors("", state.evaluated()));
        if (state.averaged != null) {
            tensors.addAll(tensors(ModelHeader.TRAINING, state.network));
        }
        forEachMemory(state, settings, (name, parameter, memory) -> tensors.add(tensor(name, parameter, memory)));
        write(file, metadata, tensors);
    }

    private static void write(Path file, Map<String, String> metadata, List<Tensor> tensors) {
        Safetensors.write(file, Checksums.added(new SafetensorsFile(metadata, tensors)));
    }

    /** A file whose header was checked before its numbers were read. */
    private record Content(ModelHeader header, SafetensorsFile file) {
        static Content read(Path file, BiFunction<Path, SafetensorsHeader, ModelHeader> check) {
            AtomicReference<ModelHeader> checked = new AtomicReference<>();
            SafetensorsFile content = Safetensors.readFinite(file, header -> checked.set(check.apply(file, header)));
            return new Content(checked.get(), content);
        }
    }

    /**
     * Reads a model or the model in a checkpoint.
     *
     * @throws StoreException when the file is no model, is damaged, or holds numbers that are not finite
     */
    public static Model load(Path file) {
        Content content = Content.read(file, ModelHeader::ofModel);
        RunSettings settings = content.header.settings();
        Network network = new Network(settings.network());
        fill(content.file, "", network);
        Map<String, String> metadata = content.file.metadata();
        return new Model(
                network, settings, ModelHeader.epoch(file, metadata), Optional.ofNullable(metadata.get(IMPORTED)));
    }

    /**
     * Reads a checkpoint to go on from.
     *
     * @throws StoreException as {@link #load}, or when the file is a model without the state of its training, or with one
     *     that its settings do not allow
     */
    public static TrainingState loadCheckpoint(Path file) {
        return loadCheckpoint(file, settings -> {});
    }

    /**
     * As {@link #loadCheckpoint(Path)}.
     *
     * @param check looks at its settings before memory is taken for its numbers
     */
    public static TrainingState loadCheckpoint(Path file, Consumer<RunSettings> check) {
        Content content = Content.read(file, (path, header) -> {
            ModelHeader checkpoint = ModelHeader.ofCheckpoint(path, header);
            check.accept(checkpoint.settings());
            return checkpoint;
        });
        RunSettings settings = content.header.settings();
        Network network = new Network(settings.network());
        boolean averaging = settings.training().regularisation().averaging() > 0;
        fill(content.file, averaging ? ModelHeader.TRAINING : "", network);
        TrainingState state = new TrainingState(network, settings.training());
        if (averaging) {
            fill(content.file, "", state.averaged);
        }
        forEachMemory(state, settings, (name, parameter, memory) -> read(content.file, name, parameter, memory));
        state.counters = content.header.counters();
        state.layers = content.header::layers;
        return state;
    }

    /** SHA-256 of a file's tensors, without its metadata. */
    public static String tensorsSha256(Path file) {
        return hash(file).sha256();
    }

    /**
     * SHA-256 of a file's tensors.
     *
     * @param recorded whether the file says it too, and the same
     */
    record Hash(String sha256, boolean recorded) {}

    static Hash hash(Path file) {
        SafetensorsFile content = Safetensors.read(file);
        return new Hash(Checksums.checkSha256(file, content), content.metadata().containsKey(Checksums.TENSORS));
    }

    // ---- metadata ----

    private static Map<String, String> metadata(RunSettings settings) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(MADE_BY, "mnist " + settings.tool());
        metadata.putAll(PlainMetadata.of(settings));
        metadata.put(ModelHeader.SETTINGS, Json.compact(settings.toMap()));
        return metadata;
    }

    // ---- tensors ----

    /** A network's numbers under PyTorch's names, weights [out, in]; with {@link #RESIDUAL} where that holds. */
    public static List<Tensor> tensors(Network network) {
        List<Tensor> tensors = new ArrayList<>(tensors("", network));
        if (network.spec().connections().residual()) {
            tensors.add(Tensor.of(RESIDUAL, new float[] {1}, 1));
        }
        return tensors;
    }

    private static List<Tensor> tensors(String prefix, Network network) {
        List<Tensor> tensors = new ArrayList<>();
        for (Parameter parameter : network.parameters()) {
            tensors.add(tensor(prefix + parameter.name(), parameter, parameter.value().data));
        }
        return tensors;
    }

    private static Tensor tensor(String name, Parameter parameter, float[] data) {
        FMatrixRMaj value = parameter.value();
        if (parameter.kind() != Parameter.Kind.WEIGHT) {
            return Tensor.of(name, data.clone(), value.numCols);
        }
        return Tensor.of(name, transposed(data, value.numRows, value.numCols), value.numCols, value.numRows);
    }

    private static void fill(SafetensorsFile content, String prefix, Network network) {
        for (Parameter parameter : network.parameters()) {
            read(content, prefix + parameter.name(), parameter, parameter.value().data);
        }
    }

    private static void read(SafetensorsFile content, String name, Parameter parameter, float[] into) {
        FMatrixRMaj value = parameter.value();
        float[] numbers = content.tensor(name).orElseThrow().data();
        boolean weight = parameter.kind() == Parameter.Kind.WEIGHT;
        float[] data = weight ? transposed(numbers, value.numCols, value.numRows) : numbers;
        System.arraycopy(data, 0, into, 0, data.length);
    }

    private static float[] transposed(float[] data, int rows, int columns) {
        float[] result = new float[data.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = data[row * columns + column];
            }
        }
        return result;
    }

    /** One array that an optimizer remembers for a parameter. */
    @FunctionalInterface
    private interface MemoryVisitor {
        void visit(String tensorName, Parameter parameter, float[] memory);
    }

    private static void forEachMemory(TrainingState state, RunSettings settings, MemoryVisitor visitor) {
        String[] names = settings.training().optimization().optimizer().create().stateNames();
        int slot = 0;
        for (Parameter parameter : state.network.parameters()) {
            if (parameter.trainable()) {
                for (int i = 0; i < names.length; i++) {
                    String name = ModelHeader.optimizerPrefix(names[i]) + parameter.name();
                    visitor.visit(name, parameter, state.optimizerState.get(slot)[i]);
                }
                slot++;
            }
        }
    }
}
