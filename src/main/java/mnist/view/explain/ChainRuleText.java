package mnist.view.explain;

import java.util.Arrays;
import java.util.Locale;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.nn.reference.LayerTrace;
import mnist.view.document.Block;
import mnist.view.document.Document;
import mnist.view.document.FormulaTerms;
import mnist.view.document.NumberText;
import mnist.view.document.Table;

/** The chain rule multiplied out for the chosen weight, with its check by moving the weight. */
final class ChainRuleText {
    private static final int TERMS_SHOWN = 5;

    private final Explanation explanation;
    private final NetworkSpec spec;
    private final WeightAddress weight;
    private final Document document;
    private final FormulaTerms factors = new FormulaTerms();

    ChainRuleText(Explanation explanation, Document document) {
        this.explanation = explanation;
        this.document = document;
        spec = explanation.spec();
        weight = explanation.weight();
    }

    void write() {
        LayerTrace t = explanation.trace(weight.layer());
        document.add(new Block.Subheading(document.text("chain_rule", weight), where()));
        String says = weight.layer() == 1 ? "says_input" : "says_unit";
        factors.add("dz/dw", t.x[0][weight.in()], document.text(says, weight.in()));
        boolean last = weight.layer() == spec.layers();
        String others = last ? outputFactors() : hiddenFactors(t);
        document.add(factors);
        if (!last) {
            sumOverUnitsAbove(t.dy[0][weight.out()]);
        }
        document.line("dC/dw = dz/dw * " + others + " = " + NumberText.of(explanation.gradient()));
        check();
    }

    /** What the address means. */
    private String where() {
        double w = explanation.value(weight);
        int in = weight.in();
        int columns = explanation.columns();
        return weight.layer() == 1
                ? document.text("weight_from_pixel", 1, weight.out(), in, in / columns, in % columns, w)
                : document.text("weight_from_unit", weight.layer(), weight.out(), in, weight.layer() - 1, w);
    }

    /** With softmax and cross-entropy only the right output counts in the loss, and every z moves it. */
    private String outputFactors() {
        int j = weight.out();
        if (Formulas.isSquaredSoftmax(spec)) {
            double dz = explanation.outputs().dz[0][j];
            factors.add("dC/dz", dz, document.text("above_every_output", j));
            return "dC/dz";
        }
        double[] a = explanation.outputs().a[0];
        double difference = a[j] - explanation.targets()[j];
        int of = j;
        double daDz = a[j] * (1 - a[j]);
        double dcDa = spec.loss() == Loss.MSE ? 2 * difference : difference / daDz;
        if (spec.output() == Output.SOFTMAX) {
            of = explanation.label();
            daDz = a[of] * ((j == of ? 1 : 0) - a[j]);
            dcDa = -1 / a[of];
        } else if (spec.output() == Output.IDENTITY) {
            daDz = 1;
        }
        factors.add("da/dz", daDz, document.text("answer_moves", of));
        factors.add("dC/da", dcDa, document.text("loss_moves"));
        return "da/dz * dC/da";
    }

    private String hiddenFactors(LayerTrace t) {
        int unit = weight.out();
        if (spec.normalizedAt(weight.layer()) && spec.normalization() == Normalization.LAYER) {
            factors.add("dC/dz", t.dz[0][unit], document.text("above_of_unit", unit, weight.layer()));
            return "dC/dz";
        }
        boolean normalized = spec.normalizedAt(weight.layer());
        String sum = normalized ? "h" : "z";
        if (normalized) {
            double scale = explanation.layer(weight.layer()).gamma[unit] / t.deviation[unit];
            factors.add("dh/dz", scale, document.text("of_normalization"));
        }
        double before = t.beforeActivation[0][unit];
        double slope = spec.activation().derivative(before);
        factors.add("da/d" + sum, slope, document.text("slope_at", sum, sum, before));
        factors.add("dC/da", t.dy[0][unit], document.text("blame_of_unit", unit, weight.layer()));
        return (normalized ? "dh/dz * da/dh" : "da/dz") + " * dC/da";
    }

    /** What the unit's dC/da is the sum of: its weights to the layer above, each times the blame there. */
    private void sumOverUnitsAbove(double dcDa) {
        double[] w = explanation.layer(weight.layer() + 1).w[weight.out()];
        double[] dz = explanation.trace(weight.layer() + 1).dz[0];
        double[] terms = new double[w.length];
        Arrays.setAll(terms, j -> w[j] * dz[j]);
        Table table = new Table(document.text("to_unit"), "w", "dC/dz", "w * dC/dz").charting("w * dC/dz");
        double all = Arrays.stream(terms).sum();
        for (int j : Ranking.farthest(terms, TERMS_SHOWN)) {
            table.row(j, w[j], dz[j], terms[j]);
            terms[j] = 0;
        }
        if (terms.length > TERMS_SHOWN) {
            table.row(
                    document.text("others", terms.length - TERMS_SHOWN),
                    "",
                    "",
                    Arrays.stream(terms).sum());
        }
        if (spec.residualAt(weight.layer() + 1)) {
            table.row(document.text("shortcut"), "", "", dcDa - all);
        }
        document.add(table.row(document.text("sum"), "", "", dcDa));
    }

    private void check() {
        Slope slope = explanation.slope();
        document.paragraph("check", slope.step());
        document.formulas(
                "  C(w + h) = " + slope.above(),
                "  C(w - h) = " + slope.below(),
                "  (C(w + h) - C(w - h)) / 2h = " + slope.slope(),
                "  " + document.text("all_digits", Double.toString(explanation.gradient())),
                "  "
                        + document.text(
                                "relative_error", String.format(Locale.ROOT, "%.1e", explanation.relativeError())));
        if (slope.crossesKink()) {
            document.paragraph("kink");
        }
    }
}
