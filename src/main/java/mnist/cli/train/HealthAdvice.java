package mnist.cli.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mnist.nn.Activation;
import mnist.nn.NetworkSpec;
import mnist.train.LayerHealth;

/** What the health of the layers gives reason to warn of, with the likely cure. */
public record HealthAdvice(NetworkSpec spec) {
    private static final double VANISHED = 1e-3;
    private static final double EXPLODED = 1e3;
    private static final double LONG_STEP = 0.2;
    private static final double MOSTLY_DEAD = 0.5;
    private static final double MOSTLY_FLAT = 0.9;

    /** The gravest finding in one line, if there is one. */
    public Optional<String> of(List<LayerHealth> layers) {
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        LayerHealth first = layers.get(0);
        LayerHealth last = layers.get(layers.size() - 1);
        if (first.gradientNorm() == 0 && isUnlearnt(layers)) {
            return say("no gradient reaches layer 1: weights that are all alike or zero learn nothing; try --init he");
        }
        if (first.gradientSize() < VANISHED * last.gradientSize()) {
            return say(
                    "gradients vanish: layer 1 gets %.1e of the last layer's; try %s",
                    first.gradientSize() / last.gradientSize(), vanishingCure());
        }
        if (last.gradientNorm() > 0 && first.gradientSize() > EXPLODED * last.gradientSize()) {
            return say(
                    "gradients explode: layer 1 gets %.1e times the last layer's; try --clip-norm 1 or --norm batch",
                    first.gradientSize() / last.gradientSize());
        }
        return find(layers, layer -> layer.weightNorm() > 0 && layer.relativeUpdate() > LONG_STEP)
                .map(layer -> line(
                        "one step changes layer %d by %.0f %% of its weights; try a smaller --lr, or"
                                + " --clip-norm 1",
                        layer.layer(), 100 * layer.relativeUpdate()))
                .or(() -> find(layers, layer -> layer.deadUnits() > MOSTLY_DEAD)
                        .map(layer -> line(
                                "%.0f %% of layer %d's units are dead: no image moves them; try %s",
                                100 * layer.deadUnits(), layer.layer(), deadCure())))
                .or(() -> find(
                                layers,
                                layer -> spec.activation() != Activation.RELU && layer.flatActivations() > MOSTLY_FLAT)
                        .map(layer -> line(
                                "layer %d is saturated: f' is next to 0 in %.0f %% of its activations; try"
                                        + " a smaller --lr, or --norm batch",
                                layer.layer(), 100 * layer.flatActivations())));
    }

    /** Not so where everything is learnt: then all gradients are 0, and the weights are not. */
    private static boolean isUnlearnt(List<LayerHealth> layers) {
        return layers.stream().anyMatch(layer -> layer.gradientNorm() > 0 || layer.weightNorm() == 0);
    }

    private String vanishingCure() {
        boolean squashing = spec.activation() == Activation.SIGMOID || spec.activation() == Activation.TANH;
        return (squashing ? "--activation relu, " : "--init he, ")
                + (spec.connections().residual() ? "" : "--residual, ") + "or --norm batch";
    }

    private String deadCure() {
        return spec.activation() == Activation.RELU
                ? "a smaller --lr, --init he, or --activation leaky-relu"
                : "a smaller --lr, or --norm batch";
    }

    private static Optional<LayerHealth> find(List<LayerHealth> layers, Predicate<LayerHealth> condition) {
        return layers.stream().filter(condition).findFirst();
    }

    private static Optional<String> say(String format, Object... values) {
        return Optional.of(line(format, values));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
