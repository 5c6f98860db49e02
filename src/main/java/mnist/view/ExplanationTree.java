package mnist.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.nn.FiniteDifference.Slope;
import mnist.nn.ReferenceNetwork.LayerTrace;
import mnist.nn.ReferenceNetwork.ReferenceLayer;

/** An {@link Explanation} as a tree for JSON: every unit's numbers, and the weights with the most blame. */
public final class ExplanationTree {
    private static final int WEIGHTS_LISTED = 20;

    private ExplanationTree() {}

    public static Map<String, Object> of(Explanation explanation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("network", explanation.spec().widths());
        tree.put("label", explanation.label());
        tree.put("prediction", explanation.prediction());
        tree.put("loss", explanation.loss());
        tree.put("outputs", explanation.outputs().a[0]);
        tree.put("targets", explanation.targets());
        tree.put("loss_shares", lossShares(explanation));
        List<Object> layers = new ArrayList<>();
        for (int number = 1; number <= explanation.spec().layers(); number++) {
            layers.add(layer(explanation, number));
        }
        tree.put("layers", layers);
        tree.put("weight", chosen(explanation));
        tree.put("update", update(explanation));
        return tree;
    }

    private static double[] lossShares(Explanation explanation) {
        double[] shares = new double[explanation.spec().outputs()];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = explanation.lossOf(j);
        }
        return shares;
    }

    private static Map<String, Object> layer(Explanation explanation, int number) {
        LayerTrace t = explanation.trace(number);
        ReferenceLayer parameters = explanation.layer(number);
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("layer", number);
        layer.put("inputs", t.x[0]);
        layer.put("bias", parameters.b);
        layer.put("z", t.z[0]);
        if (t.normalized != null) {
            layer.put("normalized", t.normalized[0]);
            layer.put("deviation", t.deviation);
            layer.put("gamma", parameters.gamma);
            layer.put("beta", parameters.beta);
            layer.put("h", t.beforeActivation[0]);
        }
        layer.put("a", t.a[0]);
        if (explanation.spec().residualAt(number)) {
            layer.put("y", t.y[0]);
        }
        if (number < explanation.spec().layers()) {
            layer.put("da", t.dy[0]);
        }
        layer.put("dz", t.dz[0]);
        layer.put("gradient_squares", explanation.gradientSquares(number));
        List<Object> weights = new ArrayList<>();
        for (WeightAddress at : explanation.mostBlamed(number, WEIGHTS_LISTED)) {
            weights.add(weight(explanation, at));
        }
        layer.put("most_blamed", weights);
        return layer;
    }

    private static Map<String, Object> weight(Explanation explanation, WeightAddress at) {
        Map<String, Object> weight = new LinkedHashMap<>();
        weight.put("layer", at.layer());
        weight.put("out", at.out());
        weight.put("in", at.in());
        weight.put("w", explanation.layer(at.layer()).w[at.in()][at.out()]);
        weight.put("dw", explanation.trace(at.layer()).d.w[at.in()][at.out()]);
        return weight;
    }

    private static Map<String, Object> chosen(Explanation explanation) {
        Slope slope = explanation.slope();
        Map<String, Object> chosen = weight(explanation, explanation.weight());
        chosen.put("step", slope.step());
        chosen.put("loss_above", slope.above());
        chosen.put("loss_below", slope.below());
        chosen.put("finite_difference", slope.slope());
        chosen.put("relative_error", explanation.relativeError());
        chosen.put("crosses_kink", slope.crossesKink());
        return chosen;
    }

    private static Map<String, Object> update(Explanation explanation) {
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("learning_rate", explanation.learningRate());
        update.put("loss_before", explanation.loss());
        update.put("loss_after", explanation.lossAfter());
        update.put("sums_after", explanation.sumsAfter());
        update.put("outputs_after", explanation.outputsAfter());
        return update;
    }
}
