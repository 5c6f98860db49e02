package mnist.view.toy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mnist.nn.Activation;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceNetwork;
import mnist.view.document.Block.Heading;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** One neuron per layer, ten layers: how much of the blame arrives at the first, with sigmoid and with two cures. */
final class ChainToy implements Toy {
    private static final int LAYERS = 10;
    private static final double X = 0.5;
    private static final double W = 1;

    private final List<Chain> chains = List.of(
            new Chain("sigmoid", Activation.SIGMOID, false),
            new Chain("relu", Activation.RELU, false),
            new Chain("residual", Activation.SIGMOID, true));

    /** One way to build the chain, with its numbers. */
    private static final class Chain {
        final String name;
        final Activation activation;
        final List<LayerTrace> traces;
        final double loss;

        Chain(String name, Activation activation, boolean residual) {
            this.name = name;
            this.activation = activation;
            NetworkSpec spec = NetworkSpec.plain(
                            1, Collections.nCopies(LAYERS - 1, 1), 1, activation, Output.IDENTITY, Loss.MSE)
                    .with(new NetworkSpec.Connections(residual, 0));
            ReferenceNetwork network = new ReferenceNetwork(new Network(spec));
            for (int layer = 1; layer <= LAYERS; layer++) {
                network.layer(layer).w[0][0] = W;
            }
            double[][] y = {{1}};
            traces = network.forward(new double[][] {{X}});
            network.backward(traces, y);
            loss = network.loss(traces, y);
        }

        LayerTrace at(int layer) {
            return traces.get(layer - 1);
        }

        double slope(int layer) {
            return layer == LAYERS ? 1 : activation.derivative(at(layer).z[0][0]);
        }

        /** The blame of the first layer for every unit of blame at the last. */
        double arriving() {
            return at(1).dz[0][0] / at(LAYERS).dz[0][0];
        }
    }

    @Override
    public Document document(Messages messages) {
        Document document = new Document(messages);
        document.heading("chain").blank();
        document.formulas(Stream.of("chain_drawn", "chain_start", "last_layer", "each_layer", "each_weight")
                        .map(document::text)
                        .toArray(String[]::new))
                .blank();
        for (Chain chain : chains) {
            document.add(new Heading(chain.name, document.text(chain.name)));
            document.add(table(chain, document.text("layer")));
            document.line(NumberText.format("C = %s", chain.loss)).blank();
        }
        document.heading("summary");
        String arrives = document.text("arrives");
        Table summary = new Table(document.text("chain_column"), arrives).chartingSizes(arrives);
        chains.forEach(chain -> summary.row(chain.name, chain.arriving()));
        return document.add(summary).paragraph("vanishing");
    }

    private static Table table(Chain chain, String layerHeading) {
        Table table = new Table(layerHeading, "z", "a", "y", "f'(z)", "dC/dy", "dC/dz", "dC/dw").charting("dC/dz");
        for (int layer = LAYERS; layer >= 1; layer--) {
            LayerTrace t = chain.at(layer);
            double slope = chain.slope(layer);
            table.row(layer, t.z[0][0], t.a[0][0], t.y[0][0], slope, t.dy[0][0], t.dz[0][0], t.d.w[0][0]);
        }
        return table;
    }

    private record LayerNumbers(double z, double a, double y, double dz, double dw, double db) {}

    private record ChainNumbers(double loss, double arrives, List<LayerNumbers> layers) {}

    private record Numbers(String toy, ChainNumbers sigmoid, ChainNumbers relu, ChainNumbers residual) {}

    @Override
    public Record numbers() {
        return new Numbers("chain", numbers(chains.get(0)), numbers(chains.get(1)), numbers(chains.get(2)));
    }

    private static ChainNumbers numbers(Chain chain) {
        return new ChainNumbers(
                chain.loss,
                chain.arriving(),
                chain.traces.stream()
                        .map(t -> new LayerNumbers(t.z[0][0], t.a[0][0], t.y[0][0], t.dz[0][0], t.d.w[0][0], t.d.b[0]))
                        .toList());
    }
}
