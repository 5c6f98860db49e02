package mnist.store.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.InvalidSetting;
import mnist.file.StoreException;
import mnist.store.ModelFile;
import mnist.store.imports.DenseLayer.Norm;
import mnist.store.imports.ForeignNetwork.Said;
import mnist.store.imports.TensorName.Part;
import mnist.store.safetensors.Tensor;

/**
 * Finds dense layers among named tensors. Which belong together, and what each is, their names say; whether weights are [out,
 * in] or [in, out] the lengths of the biases and the widths of neighbouring layers say, and where these allow both, the
 * names: PyTorch's {@code weight} is [out, in], Keras's {@code kernel} and scikit-learn's {@code coefs} are [in, out].
 */
final class NamedLayers {
    private static final String DENSE_ONLY = "only networks of dense layers can be imported";
    private static final String LIST = "arr_\\d{1,4}";
    private static final String OUT_IN = "[out, in]";
    private static final String IN_OUT = "[in, out]";

    private final Path file;
    private final boolean transposed;
    private final Map<String, Map<Part, Tensor>> groups = new LinkedHashMap<>();
    private boolean residual;

    private NamedLayers(Path file, boolean transposed) {
        this.file = file;
        this.transposed = transposed;
    }

    /**
     * @param transposed whether weights are known to be [in, out]; else the file tells it
     * @throws StoreException if the tensors are not those of dense layers that follow one another, or more than one network
     *     could be meant
     * @throws InvalidSetting if they are transposed against their shapes
     */
    static ForeignNetwork read(Path file, List<Tensor> tensors, boolean transposed, Said said) {
        NamedLayers layers = new NamedLayers(file, transposed);
        if (!tensors.isEmpty()
                && tensors.stream().allMatch(tensor -> tensor.name().matches(LIST))) {
            layers.groupList(tensors);
        } else {
            tensors.forEach(layers::group);
        }
        return layers.network(said);
    }

    // ---- which tensors belong together ----

    private void group(Tensor tensor) {
        if (tensor.name().equals(ModelFile.RESIDUAL) && tensor.data().length == 1) {
            residual = true;
            return;
        }
        TensorName name = TensorName.of(tensor.name());
        if (name == null) {
            throw refused(
                    tensor,
                    "weights and biases of dense layers, such as fc1.weight and fc1.bias",
                    tensor.name().matches("[xy]_?(?:train|test).*|.*(?:images|labels)")
                            ? "those are images or labels, which 'mnist train --data FILE' takes"
                            : DENSE_ONLY);
        }
        if (name.part() != Part.COUNT) {
            put(name.layer(), name.part(), tensor);
        }
    }

    /** As {@code numpy.savez(file, *arrays)} names them: weights, biases, weights, biases. */
    private void groupList(List<Tensor> tensors) {
        List<Tensor> sorted = tensors.stream()
                .sorted((one, other) -> LayerOrder.compareNumbers(one.name(), other.name()))
                .toList();
        String layer = "";
        for (Tensor tensor : sorted) {
            boolean weights = tensor.shape().size() != 1;
            layer = weights ? tensor.name() : layer;
            put(layer, weights ? Part.WEIGHT : Part.BIAS, tensor);
        }
    }

    private void put(String layer, Part part, Tensor tensor) {
        Tensor before =
                groups.computeIfAbsent(layer, key -> new EnumMap<>(Part.class)).put(part, tensor);
        if (before != null) {
            throw refused(
                    tensor,
                    "one such tensor for each layer",
                    "the names " + StoreException.quote(before.name()) + " and it are too alike: rename them");
        }
    }

    // ---- what they are ----

    private ForeignNetwork network(Said said) {
        List<String> dense = new ArrayList<>();
        List<String> norms = new ArrayList<>();
        groups.forEach((name, parts) -> {
            Tensor weights = weights(parts);
            (weights != null && weights.shape().size() == 1 ? norms : dense).add(name);
        });
        if (dense.isEmpty()) {
            throw StoreException.of(file, "weights of dense layers", names(), DENSE_ONLY);
        }
        dense.forEach(this::requireDense);
        Layout layout = layout(dense);
        return new ForeignNetwork(file, normalized(layout.layers, norms), layout.words, residual, said);
    }

    private static Tensor weights(Map<Part, Tensor> parts) {
        return parts.getOrDefault(Part.WEIGHT, parts.get(Part.KERNEL));
    }

    private void requireDense(String name) {
        Map<Part, Tensor> parts = groups.get(name);
        Tensor weights = weights(parts);
        Tensor any = weights == null ? parts.values().iterator().next() : weights;
        if (weights == null || any.shape().size() != 2 || any.data().length == 0) {
            String cure = any.shape().size() == 4 ? "convolutions cannot be imported, " + DENSE_ONLY : DENSE_ONLY;
            throw refused(any, weights == null ? "weights beside it" : "weights in two dimensions", cure);
        }
        for (Map.Entry<Part, Tensor> other : parts.entrySet()) {
            Tensor tensor = other.getValue();
            boolean known = switch (other.getKey()) {
                case WEIGHT -> true;
                case KERNEL -> !parts.containsKey(Part.WEIGHT);
                case BIAS -> isRow(tensor) && weights.shape().contains(tensor.data().length);
                case PROJECTION -> tensor.shape().equals(weights.shape());
                default -> false;
            };
            if (!known) {
                throw refused(tensor, "what fits " + shown(weights), DENSE_ONLY);
            }
        }
    }

    /** Of shape [n] or [1, n]. */
    private static boolean isRow(Tensor tensor) {
        int rank = tensor.shape().size();
        return rank == 1 || (rank == 2 && tensor.shape().get(0) == 1);
    }

    // ---- which way the weights lie ----

    private record Layout(List<DenseLayer> layers, String words) {}

    /** One of the two ways, of which it is known whether the layers fit together. */
    private record Way(boolean inOut, List<List<DenseLayer>> orders, boolean numbered) {
        String words() {
            return inOut ? IN_OUT : OUT_IN;
        }
    }

    private Layout layout(List<String> names) {
        Way outIn = way(names, false);
        Way inOut = way(names, true);
        if (transposed) {
            InvalidSetting.require(
                    !inOut.orders.isEmpty() || outIn.orders.isEmpty(),
                    "transposed",
                    "does not fit the shapes in " + file + ", which are " + OUT_IN + ": leave it out");
            return layout(names, inOut, "as you say");
        }
        if (outIn.orders.isEmpty() || inOut.orders.isEmpty() || outIn.numbered != inOut.numbered) {
            boolean second = outIn.orders.isEmpty() || (inOut.numbered && !outIn.numbered);
            return layout(names, second ? inOut : outIn, "by their shapes");
        }
        return layout(names, usual(names) ? inOut : outIn, "as is usual for such names: their shapes allow both ways");
    }

    /** Whether the names are of tensors that usually are [in, out]. */
    private boolean usual(List<String> names) {
        long kernels = names.stream()
                .filter(name -> groups.get(name).containsKey(Part.KERNEL))
                .count();
        boolean list = names.get(0).matches(LIST);
        InvalidSetting.require(
                !list && (kernels == 0 || kernels == names.size()),
                "transposed",
                "is needed if weights in " + file + " are " + IN_OUT + ": neither shapes nor names say it; if they are "
                        + OUT_IN + ", name them 0.weight, 0.bias and so on");
        return kernels != 0;
    }

    private Layout layout(List<String> names, Way way, String because) {
        if (way.orders.size() == 1) {
            return new Layout(way.orders.get(0), way.words() + ", " + because);
        }
        String found =
                names.stream().map(name -> shown(weights(groups.get(name)))).collect(Collectors.joining(", "));
        throw StoreException.of(
                file,
                way.orders.isEmpty()
                        ? "layers each of which takes what the one before gives"
                        : "names or widths that say which layer follows which",
                shortened(found),
                way.orders.isEmpty() ? DENSE_ONLY : "number the names, as in fc1.weight, fc2.weight");
    }

    private Way way(List<String> names, boolean inOut) {
        List<DenseLayer> layers = new ArrayList<>();
        for (String name : names) {
            DenseLayer layer = dense(groups.get(name), inOut);
            if (layer == null) {
                return new Way(inOut, List.of(), false);
            }
            layers.add(layer);
        }
        Optional<List<DenseLayer>> numbered = LayerOrder.byNumbers(layers);
        return new Way(
                inOut, numbered.map(List::of).orElseGet(() -> LayerOrder.byWidths(layers)), numbered.isPresent());
    }

    /** Null where the biases do not fit. */
    private static DenseLayer dense(Map<Part, Tensor> parts, boolean inOut) {
        Tensor weights = weights(parts);
        int rows = weights.shape().get(0);
        int columns = weights.shape().get(1);
        int outputs = inOut ? columns : rows;
        Tensor biases = parts.get(Part.BIAS);
        if (biases != null && biases.data().length != outputs) {
            return null;
        }
        Tensor projection = parts.get(Part.PROJECTION);
        return new DenseLayer(
                weights.name(),
                inOut ? rows : columns,
                outputs,
                inOut ? weights.data() : transposed(weights),
                biases == null ? new float[outputs] : biases.data(),
                null,
                projection == null ? null : inOut ? projection.data() : transposed(projection));
    }

    private static float[] transposed(Tensor matrix) {
        int rows = matrix.shape().get(0);
        int columns = matrix.shape().get(1);
        float[] result = new float[matrix.data().length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix.data()[row * columns + column];
            }
        }
        return result;
    }

    // ---- normalization ----

    /** Normalization follows each hidden layer, or none. */
    private List<DenseLayer> normalized(List<DenseLayer> layers, List<String> norms) {
        if (norms.isEmpty()) {
            return layers;
        }
        if (norms.size() != layers.size() - 1) {
            throw StoreException.of(
                    file,
                    "a normalization of each of the " + (layers.size() - 1) + " hidden layers, or none",
                    norms.size() + ": " + shortened(String.join(", ", norms)),
                    "fold them into the weights before saving");
        }
        if (!LayerOrder.sortByNumbers(norms)) {
            throw StoreException.of(
                    file,
                    "numbers in the names of normalizations, as in bn1, bn2",
                    shortened(String.join(", ", norms)),
                    "rename them");
        }
        List<DenseLayer> result = new ArrayList<>(layers);
        for (int i = 0; i < norms.size(); i++) {
            result.set(i, layers.get(i).with(norm(norms.get(i), layers.get(i))));
        }
        return result;
    }

    private Norm norm(String name, DenseLayer layer) {
        Map<Part, Tensor> parts = groups.get(name);
        Tensor scale = parts.get(Part.WEIGHT);
        Tensor shift = parts.get(Part.BIAS);
        Tensor mean = parts.get(Part.RUNNING_MEAN);
        Tensor variance = parts.get(Part.RUNNING_VARIANCE);
        if (scale == null || shift == null || (mean == null) != (variance == null)) {
            throw refused(
                    parts.values().iterator().next(),
                    "weight and bias of a normalization, and running_mean and running_var or neither",
                    DENSE_ONLY);
        }
        for (Tensor tensor : parts.values()) {
            if (tensor.shape().size() != 1 || tensor.data().length != layer.outputs()) {
                throw refused(tensor, "shape [" + layer.outputs() + "], as after " + layer, DENSE_ONLY);
            }
        }
        for (int j = 0; variance != null && j < layer.outputs(); j++) {
            if (variance.data()[j] < 0) {
                throw refused(variance, "variances of 0 or more", "it holds " + variance.data()[j] + ": it is damaged");
            }
        }
        requireBeforeActivation(name, layer);
        return new Norm(
                scale.data(),
                shift.data(),
                mean == null ? null : mean.data(),
                variance == null ? null : variance.data());
    }

    /** Modules of {@code nn.Sequential} are numbered, which says what stands between. */
    private void requireBeforeActivation(String norm, DenseLayer layer) {
        String number = "\\d{1,9}";
        String module = TensorName.of(layer.name()) == null
                ? ""
                : TensorName.of(layer.name()).layer();
        boolean modules = norm.matches(number) && module.matches(number);
        if (modules && Integer.parseInt(norm) != Integer.parseInt(module) + 1) {
            throw StoreException.of(
                    file,
                    "normalization straight after a dense layer, before its activation",
                    "layer " + module + " and normalization " + norm,
                    "this program knows no other; fold it into the weights of the next layer before saving");
        }
    }

    // ---- words ----

    private StoreException refused(Tensor tensor, String expected, String cure) {
        return StoreException.of(file, expected, shown(tensor), cure);
    }

    private static String shown(Tensor tensor) {
        return StoreException.quote(tensor.name()) + " of shape "
                + shortened(tensor.shape().toString());
    }

    private String names() {
        String names = groups.values().stream()
                .flatMap(parts -> parts.values().stream())
                .map(NamedLayers::shown)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no tensor" : shortened(names);
    }

    private static String shortened(String text) {
        int most = 160;
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }
}
