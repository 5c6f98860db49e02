package mnist.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import mnist.Constants;
import org.ejml.data.FMatrixRMaj;

/** A small network computed by PyTorch's autograd in double precision; weights there are [out][in]. */
public final class Golden {
    public static final List<String> NAMES = List.of(
            "leaky-softmax-rmsprop-l1",
            "linear-mse-sgd",
            "one-neuron-mse",
            "relu-softmax-adam-l2",
            "relu-softmax-sgd",
            "sigmoid-bce-nesterov",
            "sigmoid-mse-sgd",
            "tanh-softmax-momentum",
            "wide");

    public final JsonNode json;

    private Golden(JsonNode json) {
        this.json = json;
    }

    public static Golden read(String name) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new Golden(new ObjectMapper().readTree(in));
        }
    }

    public NetworkSpec spec() {
        List<Integer> widths = new ArrayList<>();
        json.get("layers").forEach(width -> widths.add(width.asInt()));
        return NetworkSpec.plain(
                widths.get(0),
                widths.subList(1, widths.size() - 1),
                widths.get(widths.size() - 1),
                Constants.named(Activation.class, text("hidden_activation")),
                Constants.named(Output.class, text("output_activation")),
                Constants.named(Loss.class, text("loss")));
    }

    public Network network() {
        Network network = new Network(spec());
        for (int layer = 1; layer <= spec().layers(); layer++) {
            copyTransposed(json.get("weights").get(layer - 1), network.layer(layer).w);
            copyRow(json.get("biases").get(layer - 1), network.layer(layer).b);
        }
        return network;
    }

    public FMatrixRMaj inputs() {
        JsonNode rows = json.get("inputs");
        FMatrixRMaj x = new FMatrixRMaj(rows.size(), rows.get(0).size());
        for (int row = 0; row < x.numRows; row++) {
            for (int j = 0; j < x.numCols; j++) {
                x.set(row, j, (float) rows.get(row).get(j).asDouble());
            }
        }
        return x;
    }

    public int[] labels() {
        int[] labels = new int[json.get("labels").size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = json.get("labels").get(i).asInt();
        }
        return labels;
    }

    public String text(String field) {
        return json.get(field).asText().replace('_', '-');
    }

    private static void copyTransposed(JsonNode rows, FMatrixRMaj w) {
        for (int out = 0; out < w.numCols; out++) {
            for (int in = 0; in < w.numRows; in++) {
                w.set(in, out, (float) rows.get(out).get(in).asDouble());
            }
        }
    }

    private static void copyRow(JsonNode row, FMatrixRMaj b) {
        for (int j = 0; j < b.numCols; j++) {
            b.set(0, j, (float) row.get(j).asDouble());
        }
    }

    /** The largest deviation from [out][in] numbers, relative to the largest of them. */
    public static double errorTransposed(JsonNode expected, FMatrixRMaj actual) {
        double largest = 1e-30;
        double error = 0;
        for (int out = 0; out < actual.numCols; out++) {
            for (int in = 0; in < actual.numRows; in++) {
                double value = expected.get(out).get(in).asDouble();
                largest = Math.max(largest, Math.abs(value));
                error = Math.max(error, Math.abs(value - actual.get(in, out)));
            }
        }
        return error / largest;
    }

    /** The largest deviation from a row of numbers, relative to the largest of them. */
    public static double errorRow(JsonNode expected, FMatrixRMaj actual) {
        double largest = 1e-30;
        double error = 0;
        for (int j = 0; j < actual.numCols; j++) {
            double value = expected.get(j).asDouble();
            largest = Math.max(largest, Math.abs(value));
            error = Math.max(error, Math.abs(value - actual.get(0, j)));
        }
        return error / largest;
    }
}
