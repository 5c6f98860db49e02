package mnist.view.toy;

import java.util.List;
import mnist.InvalidSetting;

/** All toys by their names. */
public final class Toys {
    public static final List<String> NAMES = List.of("neuron", "chain", "line");

    private Toys() {}

    /**
     * @param learningRate of its steps, null for the toy's own
     * @param steps how many are shown in full, null for the toy's own
     * @throws InvalidSetting when there is no such toy
     */
    public static Toy named(String name, Double learningRate, Integer steps) {
        if (learningRate != null && !(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new InvalidSetting("learningRate", learningRate + ": expected a number above 0");
        }
        if (steps != null && (steps < 1 || steps > 1000)) {
            throw new InvalidSetting("steps", steps + ": expected 1 to 1000");
        }
        if (name.equals("chain") && (learningRate != null || steps != null)) {
            throw new InvalidSetting("toy", "chain takes no step: leave out its learning rate and its steps");
        }
        return switch (name) {
            case "neuron" -> new NeuronToy(learningRate == null ? 1 : learningRate, steps == null ? 5 : steps);
            case "chain" -> new ChainToy();
            case "line" -> new LineToy(learningRate == null ? 0.05 : learningRate, steps == null ? 3 : steps);
            default -> throw new InvalidSetting("toy", "'" + name + "': expected one of " + String.join(", ", NAMES));
        };
    }
}
