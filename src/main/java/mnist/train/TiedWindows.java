package mnist.train;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.WorkerTeam;
import mnist.nn.Gradients;
import mnist.nn.Layer;
import mnist.nn.Network;
import mnist.nn.ReceptiveFields;
import org.ejml.data.FMatrixRMaj;

/**
 * Windows on a grid that learn as one: they have one gradient, so weights that were equal stay equal, as in a convolution.
 * Their bias and normalization are each unit's own.
 */
final class TiedWindows {
    /** Weights that a thread takes at a time, each of them in all windows. */
    private static final int GRAIN = 4;

    private final List<Tied> layers = new ArrayList<>();
    private final WorkerTeam team;

    /** The work is bound once, so that a step allocates nothing. */
    private record Tied(int weights, WorkerTeam.Part part) {
        static Tied of(ReceptiveFields fields, FMatrixRMaj gradient) {
            return new Tied(fields.fanIn(), (from, to) -> fields.tieGradient(gradient, from, to));
        }
    }

    TiedWindows(Network network, Gradients gradients, WorkerTeam team) {
        this.team = team;
        for (int number = 1; number <= network.spec().layers(); number++) {
            Layer layer = network.layer(number);
            if (layer.hasGrid()) {
                layers.add(Tied.of(layer.receptiveFields, gradients.weights(number)));
            }
        }
    }

    /** Makes one gradient of those of all windows. */
    void tieGradients() {
        for (int i = 0; i < layers.size(); i++) { // An iterator would be allocated.
            Tied layer = layers.get(i);
            team.run(layer.weights, GRAIN, layer.part);
        }
    }
}
