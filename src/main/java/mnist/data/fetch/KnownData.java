package mnist.data.fetch;

import java.util.Map;
import java.util.Optional;
import mnist.data.Dataset;

/** Published data sets by the {@link Dataset#fingerprint()} of their content. */
public final class KnownData {
    /** Computed from the files at https://storage.googleapis.com/cvdf-datasets/mnist/, see {@link Fingerprint}. */
    public static final String MNIST_TRAIN = "c5097fdd51cfdbe7695fd9df3612695696864b5c424f58d843ffdc5d335e9914";

    public static final String MNIST_TEST = "18489308deedfe2f7bd3a11e599a597126f161d991b1ffcffb71642aa76f7f62";

    private static final Map<String, String> NAMES = Map.of(MNIST_TRAIN, "MNIST train", MNIST_TEST, "MNIST test");

    private KnownData() {}

    /** For example "MNIST train"; empty for content that is not known. */
    public static Optional<String> nameOf(String fingerprint) {
        return Optional.ofNullable(NAMES.get(fingerprint));
    }
}
