package mnist.nn;

import java.util.List;

/**
 * One network from several of one specification, every number being the mean of theirs (Izmailov et al.: "Averaging
 * weights leads to wider optima", 2018). It makes sense for checkpoints of one run, which lie in one valley of the loss;
 * networks that began with other seeds have their units in another order.
 *
 * <p>Running means and variances of batch normalization are averaged like weights, which needs no images: between
 * neighbouring checkpoints they hardly differ.
 */
public final class WeightAverage {
    private WeightAverage() {}

    /** @throws IllegalArgumentException if there is none, or specifications differ */
    public static Network of(List<Network> networks) {
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
