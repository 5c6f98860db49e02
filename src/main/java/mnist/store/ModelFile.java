package mnist.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.file.StoreException;
import mnist.nn.BatchNormFolding;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.store.json.Json;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;
import mnist.store.safetensors.Tensor;
import mnist.train.TrainingState;
import mnist.train.TrainingState.Counters;
import org.ejml.data.FMatrixRMaj;

/**
 * Models and checkpoints as safetensors files. The network's tensors have the names and the layout of PyTorch's
 * nn.Sequential ("0.weight" is [out, in]); a checkpoint adds what the optimizer remembers under "optimizer." and, where
 * averaged weights are the model, the ones being trained under "training.".
 */
public final class ModelFile {
    private static final String SETTINGS = "settings";
    private static final String COUNTERS = "counters";
    private static final String MADE_BY = "made_by";

    /** A trained network and what it came from. */
    public record Model(Network network, RunSettings settings) {
        /** The network for answering only: the same but for rounding, with batch normalization in its weights. */
        public Network folded() {
            return BatchNormFolding.fold(network);
        }
    }

    private ModelFile() {}

    /** Writes the network alone. */
    public static void save(Path file, Network network, RunSettings settings) {
        Safetensors.write(file, new SafetensorsFile(metadata(settings), tensors("", network)));
    }

    /** Writes everything that is needed to go on. */
    public static void saveCheckpoint(Path file, TrainingState state, RunSettings settings) {
        Map<String, String> metadata = metadata(settings);
        metadata.put(COUNTERS, Json.compact(state.counters));
        List<Tensor> tensors = new ArrayList<>(tensors("", state.evaluated()));
        if (state.averaged != null) {
            tensors.addAll(tensors("training.", state.network));
        }
        forEachMemory(state, settings, (name, parameter, memory) -> tensors.add(tensor(name, parameter, memory)));
        Safetensors.write(file, new SafetensorsFile(metadata, tensors));
    }

    /**
     * Reads a model or the model in a checkpoint.
     *
     * @throws StoreException when the file is no model, is damaged, or holds numbers that are not finite
     */
    public static Model load(Path file) {
        SafetensorsFile content = Safetensors.readFinite(file);
        RunSettings settings = settings(file, content);
        Network network = new Network(settings.network());
        fill(file, content, "", network);
        return new Model(network, settings);
    }

    /**
     * Reads a checkpoint to go on from.
     *
     * @throws StoreException as {@link #load}, or when the file is a model without the state of its training
     */
    public static TrainingState loadCheckpoint(Path file) {
        SafetensorsFile content = Safetensors.readFinite(file);
        RunSettings settings = settings(file, content);
        String counters = content.metadata().get(COUNTERS);
        if (counters == null) {
            throw StoreException.of(
                    file, "a checkpoint", "a model without training state", "resume from the run's last.safetensors");
        }
        Network network = new Network(settings.network());
        boolean averaging = settings.training().regularisation().averaging() > 0;
        fill(file, content, averaging ? "training." : "", network);
        TrainingState state = new TrainingState(network, settings.training());
        if (averaging) {
            fill(file, content, "", state.averaged);
        }
        forEachMemory(state, settings, (name, parameter, memory) -> read(file, content, name, parameter, memory));
        try {
            state.counters = counters(Json.parse(counters));
        } catch (IllegalArgumentException e) {
            throw new StoreException(file + ": counters: " + e.getMessage() + "; take the file from a copy", e);
        }
        return state;
    }

    /** @throws IllegalArgumentException when a counter is missing or no number */
    private static Counters counters(Map<String, Object> tree) {
        Map<String, Object> counters = Json.tree(new Counters());
        counters.replaceAll((name, unset) -> {
            if (tree.get(name) instanceof Number number) {
                return number;
            }
            throw new IllegalArgumentException("expected " + name + " to be a number, found " + tree.get(name));
        });
        return Json.fromTree(counters, Counters.class);
    }

    /** SHA-256 of a file's tensors, without its metadata. */
    public static String tensorsSha256(Path file) {
        return Safetensors.read(file).tensorsSha256();
    }

    // ---- metadata ----

    private static Map<String, String> metadata(RunSettings settings) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(MADE_BY, "mnist " + settings.tool());
        metadata.put(SETTINGS, Json.compact(settings.toMap()));
        return metadata;
    }

    private static RunSettings settings(Path file, SafetensorsFile content) {
        String text = content.metadata().get(SETTINGS);
        if (text == null) {
            throw StoreException.of(
                    file, "a model written by mnist train", "a safetensors file of another program", "check the path");
        }
        try {
            return RunSettings.fromMap(Json.parse(text));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    file + ": " + e.getMessage() + "; use the version that made it, or take the file from a copy", e);
        }
    }

    // ---- tensors ----

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

    private static void fill(Path file, SafetensorsFile content, String prefix, Network network) {
        for (Parameter parameter : network.parameters()) {
            read(file, content, prefix + parameter.name(), parameter, parameter.value().data);
        }
    }

    private static void read(Path file, SafetensorsFile content, String name, Parameter parameter, float[] into) {
        FMatrixRMaj value = parameter.value();
        boolean weight = parameter.kind() == Parameter.Kind.WEIGHT;
        List<Integer> shape = weight ? List.of(value.numCols, value.numRows) : List.of(value.numCols);
        String expected = "a tensor " + name + " of shape " + shape;
        Tensor tensor = content.tensor(name)
                .orElseThrow(() -> StoreException.of(file, expected, "none", "take the file from a copy"));
        if (!tensor.shape().equals(shape)) {
            throw StoreException.of(file, expected, "shape " + tensor.shape(), "check the file");
        }
        float[] data = weight ? transposed(tensor.data(), value.numCols, value.numRows) : tensor.data();
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
                    String name = "optimizer." + names[i] + "." + parameter.name();
                    visitor.visit(name, parameter, state.optimizerState.get(slot)[i]);
                }
                slot++;
            }
        }
    }
}
