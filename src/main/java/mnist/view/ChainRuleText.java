package mnist.view;

import java.util.ArrayList;
import java.util.List;
import mnist.nn.FiniteDifference.Slope;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.ReferenceNetwork.LayerTrace;

/** The chain rule multiplied out for the chosen weight, with its check by moving the weight. */
final class ChainRuleText {
    private final Explanation explanation;
    private final NetworkSpec spec;
    private final Emphasis emphasis;
    private final WeightAddress weight;
    private final List<String> lines = new ArrayList<>();

    ChainRuleText(Explanation explanation, Emphasis emphasis) {
        this.explanation = explanation;
        this.emphasis = emphasis;
        spec = explanation.spec();
        weight = explanation.weight();
    }

    List<String> lines() {
        LayerTrace t = explanation.trace(weight.layer());
        lines.add("   " + emphasis.heading("the chain rule for weight " + weight) + " (layer,out,in), which is "
                + Digits.of(explanation.layer(weight.layer()).w[weight.in()][weight.out()]) + ":");
        String below = weight.layer() == 1 ? "input " : "unit ";
        line("dz/dw", t.x[0][weight.in()], "what " + below + weight.in() + " says");
        String factors = weight.layer() == spec.layers() ? outputFactors() : hiddenFactors(t);
        lines.add("   dC/dw = dz/dw x " + factors + " = " + Digits.of(explanation.gradient()));
        check();
        return lines;
    }

    private String outputFactors() {
        double dz = explanation.outputs().dz[0][weight.out()];
        if (OutputBlame.isSquaredSoftmax(spec)) {
            line("dC/dz", dz, "of output " + weight.out() + ", above: every output answers for it");
            return "dC/dz";
        }
        OutputBlame blame = OutputBlame.of(explanation, weight.out());
        line("da/dz", blame.daDz(), "how the answer of output " + blame.of() + " moves with z");
        line("dC/da", blame.dcDa(), "how the loss moves with that answer");
        return "da/dz x dC/da";
    }

    private String hiddenFactors(LayerTrace t) {
        int unit = weight.out();
        double slope = spec.activation().derivative(t.beforeActivation[0][unit]);
        if (!spec.normalizedAt(weight.layer())) {
            line("da/dz", slope, "f'(z) at z = " + Digits.of(t.z[0][unit]));
            line("dC/da", t.dy[0][unit], "the blame of unit " + unit + " of layer " + weight.layer());
            return "da/dz x dC/da";
        }
        if (spec.normalization() == Normalization.LAYER) {
            line("dC/dz", t.dz[0][unit], "of unit " + unit + " of layer " + weight.layer() + ", above");
            return "dC/dz";
        }
        double scale = explanation.layer(weight.layer()).gamma[unit] / t.deviation[unit];
        line("dh/dz", scale, "gamma / d of the normalization");
        line("da/dh", slope, "f'(h) at h = " + Digits.of(t.beforeActivation[0][unit]));
        line("dC/da", t.dy[0][unit], "the blame of unit " + unit + " of layer " + weight.layer());
        return "dh/dz x da/dh x dC/da";
    }

    private void line(String name, double value, String meaning) {
        lines.add(String.format("     %s = %-12s %s", name, Digits.of(value), meaning));
    }

    private void check() {
        Slope slope = explanation.slope();
        lines.add("   check by moving the weight alone by h = " + Digits.of(slope.step()) + ":");
        lines.add("     C(w + h) = " + Digits.exact(slope.above()));
        lines.add("     C(w - h) = " + Digits.exact(slope.below()));
        lines.add("     (C(w + h) - C(w - h)) / 2h = " + Digits.of(slope.slope()) + ", relative error "
                + String.format("%.1e", explanation.relativeError()));
        if (slope.crossesKink()) {
            lines.add("     (the move takes a unit across its kink at 0, so the two may differ)");
        }
    }
}
