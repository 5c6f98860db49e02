package mnist.view.toy;

import java.util.List;
import mnist.InvalidSetting;

/** All toys by their names. */
public final class Toys {
    public static final List<String> NAMES = List.of("neuron", "chain", "line");

    private Toys() {}

    /** @throws InvalidSetting when there is no such toy, or it has nothing of the kind to choose */
    public static Toy named(String name, ToyChoice choice) {
        Double rate = choice.learningRate();
        if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new InvalidSetting("learningRate", rate + ": expected a number above 0");
        }
        requireWithin("steps", choice.steps(), 1, 1000);
        requireWithin("units", choice.units(), 1, LineToy.MOST_UNITS);
        requireWithin("points", choice.points(), 2, 100);
        if (name.equals("chain") && (rate != null || choice.steps() != null)) {
            throw new InvalidSetting("toy", "chain takes no step: leave out its learning rate and its steps");
        }
        if (!name.equals("line") && (choice.units() != null || choice.points() != null)) {
            throw new InvalidSetting("toy", name + " has no units or points to choose: only line has");
        }
        return switch (name) {
            case "neuron" -> new NeuronToy(choice.learningRateOr(1), choice.stepsOr(5));
            case "chain" -> new ChainToy();
            case "line" -> new LineToy(choice);
            default -> throw new InvalidSetting("toy", "'" + name + "': expected one of " + String.join(", ", NAMES));
        };
    }

    private static void requireWithin(String setting, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new InvalidSetting(setting, value + ": expected " + least + " to " + most);
        }
    }
}
