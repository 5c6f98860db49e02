package mnist.nn;

import java.util.ArrayList;
import java.util.List;

/** The parameters of a network and nothing else: saved by listing its matrices. */
public final class Network {
    private final NetworkSpec spec;
    private final List<Layer> layers = new ArrayList<>();

    /** All parameters zero, to be filled by a reader. */
    public Network(NetworkSpec spec) {
        this.spec = spec;
        for (int layer = 1; layer <= spec.layers(); layer++) {
            layers.add(new Layer(spec, layer));
        }
    }

    /** A fresh network, a function of the seed. */
    public static Network initialize(NetworkSpec spec, Initializer initializer, long seed) {
        Network network = new Network(spec);
        for (int layer = 1; layer <= spec.layers(); layer++) {
            network.layer(layer).initialize(initializer, seed, layer);
        }
        return network;
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Layer 1 is the first with weights, {@code spec().layers()} the output. */
    public Layer layer(int number) {
        return layers.get(number - 1);
    }

    /** Every parameter, first layer to last. */
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** Takes over the numbers of a network of the same specification. */
    public void copyFrom(Network other) {
        List<Parameter> mine = parameters();
        List<Parameter> theirs = other.parameters();
        for (int i = 0; i < mine.size(); i++) {
            mine.get(i).value().setTo(theirs.get(i).value());
        }
    }

    public Network copy() {
        Network copy = new Network(spec);
        copy.copyFrom(this);
        return copy;
    }
}
