package mnist.train;

import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.NonZeros;
import mnist.nn.Network;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/** Trained networks at work: they answer every batch, changed as it is for the network that learns. */
final class Teachers {
    private final List<Workspace> workspaces;
    private final float temperature;
    private final FMatrixRMaj mean;

    Teachers(List<Network> networks, float temperature, Backend backend, int maxRows) {
        this.temperature = temperature;
        workspaces = networks.stream()
                .map(network -> new Workspace(network, backend, maxRows))
                .toList();
        mean = new FMatrixRMaj(maxRows, networks.get(0).spec().outputs());
    }

    /** The mean of their softened probabilities, B x classes, valid until the next call. */
    FMatrixRMaj answer(FMatrixRMaj x, NonZeros nonZero) {
        mean.reshape(x.numRows, mean.numCols);
        int count = mean.getNumElements();
        for (int i = 0; i < workspaces.size(); i++) {
            workspaces.get(i).forward(x, nonZero);
            float[] softened = workspaces.get(i).softened(temperature).data;
            for (int k = 0; k < count; k++) {
                float share = softened[k] / workspaces.size();
                mean.data[k] = i == 0 ? share : mean.data[k] + share;
            }
        }
        return mean;
    }
}
