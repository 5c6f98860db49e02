package mnist.view.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;

/** An {@link Explanation} as a tree for JSON: every unit's numbers, and the weights with the most blame. */
public final class ExplanationTree {
    private static final int WEIGHTS_LISTED = 20;

    private ExplanationTree() {}

    public static Map<String, Object> of(Explanation explanation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("network", explanation.spec().widths());
        tree.put("label", explanation.label());
        tree.put("label_is", explanation.labelOrigin().name().toLowerCase(Locale.ROOT));
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
        layer.put("sums", sums(explanation, number));
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

    /** The strongest unit's z and the chosen weight's unit's, term by term: z = bias + sum of x * w. */
    private static List<Object> sums(Explanation explanation, int number) {
        LayerTrace t = explanation.trace(number);
        Set<Integer> units = new LinkedHashSet<>();
        units.add(Ranking.farthest(t.a[0], 1)[0]);
        if (explanation.weight().layer() == number) {
            units.add(explanation.weight().out());
        }
        List<Object> sums = new ArrayList<>();
        for (int unit : units) {
            sums.add(sum(t.x[0], explanation.layer(number), unit, t.z[0][unit]));
        }
        return sums;
    }

    /** Inputs that are 0, or not connected, add nothing and are left out. */
    private static Map<String, Object> sum(double[] x, ReferenceLayer layer, int unit, double z) {
        int[] in = IntStream.range(0, x.length)
                .filter(i -> x[i] != 0 && layer.w[i][unit] != 0)
                .toArray();
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("unit", unit);
        sum.put("in", in);
        sum.put("x", Arrays.stream(in).mapToDouble(i -> x[i]).toArray());
        sum.put("w", Arrays.stream(in).mapToDouble(i -> layer.w[i][unit]).toArray());
        sum.put("bias", layer.b[unit]);
        sum.put("z", z);
        return sum;
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
