package mnist.nn;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/** The gradient of the loss for every trainable parameter of a network. */
public final class Gradients {
    private final List<LayerGradients> layers = new ArrayList<>();

    public Gradients(Network network) {
        for (int layer = 1; layer <= network.spec().layers(); layer++) {
            layers.add(new LayerGradients(network.layer(layer)));
        }
    }

    public LayerGradients layer(int number) {
        return layers.get(number - 1);
    }

    /** Of the weights of layer {@code number}, from 1. */
    public FMatrixRMaj weights(int number) {
        return layer(number).w;
    }

    /** In the order of {@link Network#parameters()}, without statistics. */
    public List<FMatrixRMaj> matrices() {
        return layers.stream().flatMap(layer -> layer.matrices().stream()).toList();
    }
}
