package mnist.cli.lesson;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import mnist.file.PathKind;
import mnist.nn.Network;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.train.EpochMetrics;
import mnist.train.LayerHealth;

/**
 * What a run has measured. What it lacks, because it diverged before, is NaN.
 *
 * @param name of the run
 * @param options of {@code train}
 * @param folder of the run
 * @param epochs that it completed
 * @param testAccuracy of the best model, 0 to 1; empty for a run that diverged
 */
record Outcome(
        String name,
        List<String> options,
        Path folder,
        boolean diverged,
        boolean generated,
        List<EpochMetrics> epochs,
        OptionalDouble testAccuracy) {

    double test() {
        return testAccuracy.orElse(Double.NaN);
    }

    /** Of the last epoch. */
    double last(ToDoubleFunction<EpochMetrics> measure) {
        return after(epochs.size(), measure);
    }

    double lowest(ToDoubleFunction<EpochMetrics> measure) {
        return epochs.stream().mapToDouble(measure).min().orElse(Double.NaN);
    }

    /** After an epoch, from 1. */
    double after(int epoch, ToDoubleFunction<EpochMetrics> measure) {
        return epoch < 1 || epoch > epochs.size() ? Double.NaN : measure.applyAsDouble(epochs.get(epoch - 1));
    }

    double loss() {
        return last(epoch -> epoch.train().loss());
    }

    double validation() {
        return last(epoch -> epoch.validation().accuracy());
    }

    /** Of training. */
    double seconds() {
        return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
    }

    List<LayerHealth> layers(int epoch) {
        return epoch > epochs.size()
                ? List.of()
                : epochs.get(epoch - 1).detail().layers();
    }

    /** The gradient of one weight of a layer, from 1, in the first epoch: root of the mean square. */
    double gradient(int layer) {
        List<LayerHealth> layers = layers(1);
        return layer < 1 || layer > layers.size()
                ? Double.NaN
                : layers.get(layer - 1).gradientSize();
    }

    double lastGradient() {
        return gradient(layers(1).size());
    }

    /** The best model; none of a run that diverged at once. */
    Optional<Network> network() {
        return PathKind.exists(folder.resolve("best.safetensors"))
                ? Optional.of(ModelFile.load(RunDirectory.bestModelIn(folder)).network())
                : Optional.empty();
    }

    /** The share of the first layer's units that are dead, at the end. */
    double dead() {
        List<LayerHealth> layers = layers(epochs.size());
        return epochs.isEmpty() || layers.isEmpty() ? Double.NaN : layers.get(0).deadUnits();
    }
}
