package mnist.cli.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.nn.Activation;
import mnist.nn.NetworkSpec;
import mnist.train.LayerHealth;
import mnist.view.language.Messages;

/** What the health of the layers gives reason to warn of, with the likely cure. */
public record HealthAdvice(NetworkSpec spec, Messages messages) {
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
            return say("health.unlearnt");
        }
        if (first.gradientSize() < VANISHED * last.gradientSize()) {
            return say("health.vanishing", first.gradientSize() / last.gradientSize(), vanishingCure());
        }
        if (last.gradientNorm() > 0 && first.gradientSize() > EXPLODED * last.gradientSize()) {
            return say("health.exploding", first.gradientSize() / last.gradientSize());
        }
        return find(layers, layer -> layer.weightNorm() > 0 && layer.relativeUpdate() > LONG_STEP)
                .map(layer -> line("health.long_step", layer.layer(), 100 * layer.relativeUpdate()))
                .or(() -> find(layers, layer -> layer.deadUnits() > MOSTLY_DEAD)
                        .map(layer -> line("health.dead", 100 * layer.deadUnits(), layer.layer(), deadCure())))
                .or(() -> find(
                                layers,
                                layer -> spec.activation() != Activation.RELU && layer.flatActivations() > MOSTLY_FLAT)
                        .map(layer -> line("health.saturated", layer.layer(), 100 * layer.flatActivations())));
    }

    /** Not so where everything is learnt: then all gradients are 0, and the weights are not. */
    private static boolean isUnlearnt(List<LayerHealth> layers) {
        return layers.stream().anyMatch(layer -> layer.gradientNorm() > 0 || layer.weightNorm() == 0);
    }

    private String vanishingCure() {
        boolean squashing = spec.activation() == Activation.SIGMOID || spec.activation() == Activation.TANH;
        return Stream.of(
                        squashing ? "cure.relu" : "cure.he",
                        spec.connections().residual() ? "" : "cure.residual",
                        "cure.norm")
                .filter(key -> !key.isEmpty())
                .map(messages::get)
                .collect(Collectors.joining());
    }

    private String deadCure() {
        return messages.get(spec.activation() == Activation.RELU ? "cure.dead_relu" : "cure.dead");
    }

    private static Optional<LayerHealth> find(List<LayerHealth> layers, Predicate<LayerHealth> condition) {
        return layers.stream().filter(condition).findFirst();
    }

    private Optional<String> say(String key, Object... values) {
        return Optional.of(line(key, values));
    }

    private String line(String key, Object... values) {
        return String.format(Locale.ROOT, messages.get(key), values);
    }
}
