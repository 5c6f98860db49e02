package mnist.view.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.nn.Layer;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import org.ejml.data.FMatrixRMaj;

/** A network as the page's scripts read it: its specification, and its numbers as base64 of little-endian floats. */
public final class ReportModel {
    private ReportModel() {}

    public static Map<String, Object> of(Network network) {
        NetworkSpec spec = network.spec();
        List<Integer> widths = new ArrayList<>();
        List<Object> layers = new ArrayList<>();
        widths.add(spec.inputs());
        for (int number = 1; number <= spec.layers(); number++) {
            widths.add(spec.width(number));
            layers.add(layer(network.layer(number)));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("widths", widths);
        tree.put("activation", spec.activation().label());
        tree.put("output", spec.output().label());
        tree.put("loss", spec.loss().label());
        tree.put("residual", spec.connections().residual());
        tree.put("receptiveField", spec.connections().receptiveField());
        tree.put("layers", layers);
        return tree;
    }

    private static Map<String, Object> layer(Layer layer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "w", layer.w);
        put(tree, "b", layer.b);
        put(tree, "gamma", layer.gamma);
        put(tree, "beta", layer.beta);
        put(tree, "mean", layer.mean);
        put(tree, "variance", layer.variance);
        put(tree, "projection", layer.projection);
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, FMatrixRMaj matrix) {
        if (matrix != null) {
            int count = matrix.getNumElements();
            ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(matrix.data, 0, count);
            tree.put(name, Base64.getEncoder().encodeToString(bytes.array()));
        }
    }
}
