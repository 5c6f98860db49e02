package mnist.view;

import java.util.ArrayList;
import java.util.List;
import mnist.nn.NetworkSpec;

/** An {@link Explanation} for the terminal: lines of at most 80 columns, every result beside what it comes from. */
public final class ExplanationText {
    private static final int WEIGHTS_SHOWN = 5;

    private final Explanation explanation;
    private final NetworkSpec spec;
    private final Emphasis emphasis;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(Explanation explanation, Emphasis emphasis) {
        this.explanation = explanation;
        this.emphasis = emphasis;
        spec = explanation.spec();
    }

    /** The four steps. */
    public static List<String> lines(Explanation explanation, Emphasis emphasis) {
        ExplanationText text = new ExplanationText(explanation, emphasis);
        text.forward();
        text.loss();
        text.backward();
        text.update();
        return text.lines;
    }

    private void forward() {
        heading("1  FORWARD: every unit weighs what the layer below says, z = a W + b,");
        heading("   and answers a = f(z)");
        LayerText layers = new LayerText(explanation);
        for (int number = 1; number < spec.layers(); number++) {
            blank();
            lines.addAll(layers.forward(number));
        }
        blank();
        lines.addAll(layers.forwardOutput());
        blank();
        double[] a = explanation.outputs().a[0];
        int said = explanation.prediction();
        boolean right = said == explanation.label();
        String verdict = "The network says " + said + " (" + Digits.of(a[said]) + "); it is a " + explanation.label()
                + (right ? "." : ", which got " + Digits.of(a[explanation.label()]) + ".");
        lines.add("   " + (right ? emphasis.good(verdict) : emphasis.bad(verdict)));
    }

    private void loss() {
        blank();
        heading("2  LOSS: what each output should have been, and which way it is nudged");
        lines.add("   " + Formulas.loss(spec));
        lines.add("   " + Formulas.outputGradient(spec));
        if (OutputBlame.isSquaredSoftmax(spec)) {
            lines.add("   s = " + Digits.of(OutputBlame.softmaxSum(explanation)));
        }
        blank();
        Table table = new Table("output", "a", "y", "share of C", "dC/dz", "nudged");
        double[] a = explanation.outputs().a[0];
        double[] dz = explanation.outputs().dz[0];
        for (int j = 0; j < a.length; j++) {
            table.row(
                    String.valueOf(j),
                    Digits.of(a[j]),
                    Digits.of(explanation.targets()[j]),
                    Digits.of(explanation.lossOf(j)),
                    Digits.of(dz[j]),
                    dz[j] == 0 ? "-" : dz[j] < 0 ? "up" : "down");
        }
        lines.addAll(table.lines());
        blank();
        lines.add("   C = sum of the shares = " + Digits.of(explanation.loss()));
    }

    private void backward() {
        blank();
        heading("3  BACKWARD: the blame is handed back, last layer to first");
        LayerText layers = new LayerText(explanation);
        for (int number = spec.layers(); number >= 1; number--) {
            blank();
            lines.addAll(layers.backward(number));
            blank();
            lines.add("   weights with the most blame, dC/dw = a of the unit below x dC/dz:");
            lines.addAll(mostBlamed(number).lines());
        }
        blank();
        lines.addAll(new ChainRuleText(explanation, emphasis).lines());
    }

    private Table mostBlamed(int number) {
        Table table = new Table("weight", "a below", "dC/dz", "dC/dw", "w");
        for (WeightAddress at : explanation.mostBlamed(number, WEIGHTS_SHOWN)) {
            table.row(
                    at.toString(),
                    Digits.of(explanation.trace(number).x[0][at.in()]),
                    Digits.of(explanation.trace(number).dz[0][at.out()]),
                    Digits.of(explanation.trace(number).d.w[at.in()][at.out()]),
                    Digits.of(explanation.layer(number).w[at.in()][at.out()]));
        }
        return table;
    }

    private void update() {
        double rate = explanation.learningRate();
        blank();
        heading("4  UPDATE: one step downhill on this image alone, w := w - lr x dC/dw");
        lines.add("   lr = " + Digits.of(rate));
        blank();
        Table weights = new Table("weight", "before", "dC/dw", "after");
        for (int number = 1; number <= spec.layers(); number++) {
            WeightAddress most = explanation.mostBlamed(number, 1).get(0);
            weights.row(step(most));
            if (number == explanation.weight().layer() && !most.equals(explanation.weight())) {
                weights.row(step(explanation.weight()));
            }
        }
        lines.addAll(weights.lines());
        blank();
        Table outputs = new Table("output", "z after", "a before", "a after");
        double[] before = explanation.outputs().a[0];
        double[] z = explanation.sumsAfter();
        double[] after = explanation.outputsAfter();
        for (int j = 0; j < before.length; j++) {
            outputs.row(String.valueOf(j), Digits.of(z[j]), Digits.of(before[j]), Digits.of(after[j]));
        }
        lines.addAll(outputs.lines());
        blank();
        slopes(rate);
    }

    private String[] step(WeightAddress at) {
        double w = explanation.layer(at.layer()).w[at.in()][at.out()];
        double d = explanation.trace(at.layer()).d.w[at.in()][at.out()];
        return new String[] {at.toString(), Digits.of(w), Digits.of(d), Digits.of(w - explanation.learningRate() * d)};
    }

    private void slopes(double rate) {
        double squares = 0;
        for (int number = 1; number <= spec.layers(); number++) {
            squares += explanation.gradientSquares(number);
            lines.add("   layer " + number + ": squares of its gradient sum to "
                    + Digits.of(explanation.gradientSquares(number)));
        }
        double expected = explanation.loss() - rate * squares;
        lines.add("   by the slope alone: C - lr x (all of these) = " + Digits.of(expected));
        String change =
                "loss before " + Digits.of(explanation.loss()) + ", after " + Digits.of(explanation.lossAfter());
        boolean better = explanation.lossAfter() <= explanation.loss();
        lines.add("   " + (better ? emphasis.good(change) : emphasis.bad(change + ": the step was too long")));
    }

    private void heading(String text) {
        lines.add(emphasis.heading(text));
    }

    private void blank() {
        lines.add("");
    }
}
