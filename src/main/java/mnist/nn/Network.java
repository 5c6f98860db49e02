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

    /** Gives all windows of a layer, where they lie on a grid, the weights of its first. */
    public void tieWindows() {
        for (Layer layer : layers) {
            if (layer.hasGrid()) {
                layer.receptiveFields.copyFirst(layer.w, 0, layer.receptiveFields.fanIn());
            }
        }
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

    /**
     * One network from several of one specification, every number being the mean of theirs (Izmailov et al.: "Averaging
     * weights leads to wider optima", 2018). It makes sense for checkpoints of one run, which lie in one valley of the loss;
     * networks that began with other seeds have their units in another order.
     *
     * <p>Running means and variances of batch normalization are averaged like weights, which needs no images: between
     * neighbouring checkpoints they hardly differ.
     *
     * @throws IllegalArgumentException if there is none, or specifications differ
     */
    public static Network mean(List<Network> networks) {
        Network mean = networks.isEmpty() ? null : new Network(networks.get(0).spec());
        if (mean == null
                || networks.stream().anyMatch(network -> !network.spec().equals(mean.spec()))) {
            throw new IllegalArgumentException("an average needs networks of one specification");
        }
        List<List<Parameter>> theirs =
                networks.stream().map(Network::parameters).toList();
        for (int p = 0; p < mean.parameters().size(); p++) {
            float[] numbers = mean.parameters().get(p).value().data;
            for (int i = 0; i < numbers.length; i++) {
                double sum = 0;
                for (List<Parameter> parameters : theirs) {
                    sum += parameters.get(p).value().data[i];
                }
                numbers[i] = (float) (sum / networks.size());
            }
        }
        return mean;
    }
}
