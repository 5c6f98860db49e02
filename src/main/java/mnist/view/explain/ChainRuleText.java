package mnist.view.explain;

import java.util.Locale;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.nn.reference.LayerTrace;
import mnist.view.document.Digits;
import mnist.view.document.Document;
import mnist.view.document.Factors;
import mnist.view.document.Subheading;

/** The chain rule multiplied out for the chosen weight, with its check by moving the weight. */
final class ChainRuleText {
    private final Explanation explanation;
    private final NetworkSpec spec;
    private final WeightAddress weight;
    private final Document document;
    private final Factors factors = new Factors();

    ChainRuleText(Explanation explanation, Document document) {
        this.explanation = explanation;
        this.document = document;
        spec = explanation.spec();
        weight = explanation.weight();
    }

    void write() {
        LayerTrace t = explanation.trace(weight.layer());
        document.add(new Subheading(
                "the chain rule for weight " + weight,
                " (layer,out,in), which is " + Digits.of(explanation.layer(weight.layer()).w[weight.in()][weight.out()])
                        + ":"));
        String below = weight.layer() == 1 ? "input " : "unit ";
        factors.add("dz/dw", t.x[0][weight.in()], "what " + below + weight.in() + " says");
        String others = weight.layer() == spec.layers() ? outputFactors() : hiddenFactors(t);
        document.add(factors);
        document.paragraph("dC/dw = dz/dw * " + others + " = " + Digits.of(explanation.gradient()));
        check();
    }

    private String outputFactors() {
        double dz = explanation.outputs().dz[0][weight.out()];
        if (OutputBlame.isSquaredSoftmax(spec)) {
            factors.add("dC/dz", dz, "of output " + weight.out() + ", above: every output answers for it");
            return "dC/dz";
        }
        OutputBlame blame = OutputBlame.of(explanation, weight.out());
        factors.add("da/dz", blame.daDz(), "how the answer of output " + blame.of() + " moves with z");
        factors.add("dC/da", blame.dcDa(), "how the loss moves with that answer");
        return "da/dz * dC/da";
    }

    private String hiddenFactors(LayerTrace t) {
        int unit = weight.out();
        double slope = spec.activation().derivative(t.beforeActivation[0][unit]);
        if (!spec.normalizedAt(weight.layer())) {
            factors.add("da/dz", slope, "f'(z) at z = " + Digits.of(t.z[0][unit]));
            factors.add("dC/da", t.dy[0][unit], "the blame of unit " + unit + " of layer " + weight.layer());
            return "da/dz * dC/da";
        }
        if (spec.normalization() == Normalization.LAYER) {
            factors.add("dC/dz", t.dz[0][unit], "of unit " + unit + " of layer " + weight.layer() + ", above");
            return "dC/dz";
        }
        double scale = explanation.layer(weight.layer()).gamma[unit] / t.deviation[unit];
        factors.add("dh/dz", scale, "gamma / d of the normalization");
        factors.add("da/dh", slope, "f'(h) at h = " + Digits.of(t.beforeActivation[0][unit]));
        factors.add("dC/da", t.dy[0][unit], "the blame of unit " + unit + " of layer " + weight.layer());
        return "dh/dz * da/dh * dC/da";
    }

    private void check() {
        Slope slope = explanation.slope();
        document.paragraph("check by moving the weight alone by h = " + Digits.of(slope.step()) + ":");
        document.formulas(
                "  C(w + h) = " + Digits.exact(slope.above()),
                "  C(w - h) = " + Digits.exact(slope.below()),
                "  (C(w + h) - C(w - h)) / 2h = " + Digits.exact(slope.slope()),
                "  dC/dw with all its digits  = " + Digits.exact(explanation.gradient()),
                "  relative error             = " + String.format(Locale.ROOT, "%.1e", explanation.relativeError()));
        if (slope.crossesKink()) {
            document.paragraph("  (the move takes a unit across its kink at 0, so the two may differ)");
        }
    }
}
