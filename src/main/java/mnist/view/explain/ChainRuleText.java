package mnist.view.explain;

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

/** The chain rule multiplied out for the chosen weight, with its check by moving the weight. */
final class ChainRuleText {
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
        double w = explanation.layer(weight.layer()).w[weight.in()][weight.out()];
        document.add(new Block.Subheading(
                "the chain rule for weight " + weight, " (layer,out,in), which is " + NumberText.of(w) + ":"));
        String below = weight.layer() == 1 ? "input " : "unit ";
        factors.add("dz/dw", t.x[0][weight.in()], "what " + below + weight.in() + " says");
        String others = weight.layer() == spec.layers() ? outputFactors() : hiddenFactors(t);
        document.add(factors);
        document.line("dC/dw = dz/dw * " + others + " = %s", explanation.gradient());
        check();
    }

    /** With softmax and cross-entropy only the right output counts in the loss, and every z moves it. */
    private String outputFactors() {
        int j = weight.out();
        if (Formulas.isSquaredSoftmax(spec)) {
            double dz = explanation.outputs().dz[0][j];
            factors.add("dC/dz", dz, "of output " + j + ", above: every output answers for it");
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
        factors.add("da/dz", daDz, "how the answer of output " + of + " moves with z");
        factors.add("dC/da", dcDa, "how the loss moves with that answer");
        return "da/dz * dC/da";
    }

    private String hiddenFactors(LayerTrace t) {
        int unit = weight.out();
        String place = "of unit " + unit + " of layer " + weight.layer();
        if (spec.normalizedAt(weight.layer()) && spec.normalization() == Normalization.LAYER) {
            factors.add("dC/dz", t.dz[0][unit], place + ", above");
            return "dC/dz";
        }
        boolean normalized = spec.normalizedAt(weight.layer());
        String sum = normalized ? "h" : "z";
        if (normalized) {
            double scale = explanation.layer(weight.layer()).gamma[unit] / t.deviation[unit];
            factors.add("dh/dz", scale, "gamma / d of the normalization");
        }
        double before = t.beforeActivation[0][unit];
        double slope = spec.activation().derivative(before);
        factors.add("da/d" + sum, slope, NumberText.format("f'(" + sum + ") at " + sum + " = %s", before));
        factors.add("dC/da", t.dy[0][unit], "the blame " + place);
        return (normalized ? "dh/dz * da/dh" : "da/dz") + " * dC/da";
    }

    private void check() {
        Slope slope = explanation.slope();
        document.line("check by moving the weight alone by h = %s:", slope.step());
        document.formulas(
                "  C(w + h) = " + slope.above(),
                "  C(w - h) = " + slope.below(),
                "  (C(w + h) - C(w - h)) / 2h = " + slope.slope(),
                "  dC/dw with all its digits  = " + explanation.gradient(),
                String.format(Locale.ROOT, "  relative error             = %.1e", explanation.relativeError()));
        if (slope.crossesKink()) {
            document.paragraph("  (the move takes a unit across its kink at 0, so the two may differ)");
        }
    }
}
