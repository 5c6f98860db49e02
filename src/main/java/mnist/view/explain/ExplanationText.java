package mnist.view.explain;

import mnist.nn.NetworkSpec;
import mnist.nn.reference.LayerTrace;
import mnist.view.document.Block.Paragraph;
import mnist.view.document.Block.SideBySide;
import mnist.view.document.ClassLabels;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Table;

/** An {@link Explanation} in words and tables, every result beside what it comes from. */
public final class ExplanationText {
    private static final int WEIGHTS_SHOWN = 5;

    /** A name in a table is not longer, in columns of the terminal. */
    private static final int LONGEST = 16;

    private final Explanation explanation;
    private final NetworkSpec spec;
    private final LayerText layers;
    private final Document document = new Document();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        spec = explanation.spec();
        layers = new LayerText(explanation, spec, document);
    }

    /** The four steps. */
    public static Document of(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.forward();
        text.loss();
        text.backward();
        text.update();
        return text.document;
    }

    private void forward() {
        document.heading(
                "1  FORWARD: every unit weighs what the layer below says, z = a W + b,", "   and answers a = f(z)");
        for (int number = 1; number < spec.layers(); number++) {
            document.blank();
            layers.forward(number);
        }
        document.blank();
        layers.forwardOutput();
        document.blank();
        document.add(verdict(explanation));
    }

    /** What the network said, and whether it was right. */
    static Paragraph verdict(Explanation explanation) {
        double[] a = explanation.outputs().a[0];
        int said = explanation.prediction();
        boolean right = said == explanation.label();
        String label = explanation.labelOrigin().says(explanation.labels().described(explanation.label()));
        String rest = right ? "" : NumberText.format(", which got %s", a[explanation.label()]);
        String called = explanation.labels().of(said);
        return Paragraph.verdict(
                right, NumberText.format("The network says %s (%s); %s%s.", called, a[said], label, rest));
    }

    private void loss() {
        document.blank();
        document.heading("2  LOSS: what each output should have been, and which way it is nudged");
        document.paragraph(Formulas.loss(spec));
        document.paragraph(Formulas.outputGradient(spec));
        double[] a = explanation.outputs().a[0];
        double[] y = explanation.targets();
        if (Formulas.isSquaredSoftmax(spec)) {
            document.line("s = %s", Formulas.softmaxSum(a, y));
        }
        document.blank();
        Table table = new Table("output", "a", "y", "share of C", "dC/dz", "nudged").charting("dC/dz");
        double[] dz = explanation.outputs().dz[0];
        for (int j = 0; j < a.length; j++) {
            table.row(
                    output(j), a[j], y[j], explanation.lossOf(j), dz[j], dz[j] == 0 ? "-" : dz[j] < 0 ? "up" : "down");
        }
        document.add(table).blank().line("C = sum of the shares = %s", explanation.loss());
    }

    /** Its number, which its weights are addressed with, and what it stands for. */
    private String output(int j) {
        ClassLabels labels = explanation.labels();
        return labels.areNumbers() ? Integer.toString(j) : j + " " + labels.of(j, LONGEST);
    }

    private void backward() {
        document.blank().heading("3  BACKWARD: the blame is handed back, last layer to first");
        for (int number = spec.layers(); number >= 1; number--) {
            document.blank();
            layers.backward(number);
            document.blank()
                    .paragraph("weights with the most blame, dC/dw = a of the unit below * dC/dz:")
                    .add(mostBlamed(number));
        }
        document.blank();
        new ChainRuleText(explanation, document).write();
    }

    private Table mostBlamed(int number) {
        Table table = new Table("weight", "a below", "dC/dz", "dC/dw", "w");
        for (WeightAddress at : explanation.mostBlamed(number, WEIGHTS_SHOWN)) {
            LayerTrace t = explanation.trace(number);
            table.row(at, t.x[0][at.in()], t.dz[0][at.out()], explanation.gradient(at), explanation.value(at));
        }
        return table;
    }

    private void update() {
        double rate = explanation.update().learningRate();
        document.blank().heading("4  UPDATE: one step downhill on this image alone, w := w - lr * dC/dw");
        document.line("lr = %s", rate).blank();
        Table weights = new Table("weight", "before", "dC/dw", "after").captioned("Weights, before and after the step");
        for (int number = 1; number <= spec.layers(); number++) {
            WeightAddress most = explanation.mostBlamed(number, 1).get(0);
            weights.row(step(most));
            if (number == explanation.weight().layer() && !most.equals(explanation.weight())) {
                weights.row(step(explanation.weight()));
            }
        }
        Table outputs = new Table("output", "z after", "a before", "a after")
                .charting("a after")
                .captioned("Outputs, before and after the step");
        double[] before = explanation.outputs().a[0];
        double[] z = explanation.update().sumsAfter();
        double[] after = explanation.update().outputsAfter();
        for (int j = 0; j < before.length; j++) {
            outputs.row(output(j), z[j], before[j], after[j]);
        }
        document.add(SideBySide.of(weights, outputs)).blank();
        slopes(rate);
    }

    private Object[] step(WeightAddress at) {
        double w = explanation.value(at);
        double d = explanation.gradient(at);
        return new Object[] {at, w, d, w - explanation.update().learningRate() * d};
    }

    private void slopes(double rate) {
        double squares = 0;
        for (int number = 1; number <= spec.layers(); number++) {
            double ofLayer = explanation.gradientSquares(number);
            squares += ofLayer;
            document.line("layer %s: squares of its gradient sum to %s", number, ofLayer);
        }
        double expected = explanation.loss() - rate * squares;
        document.line("by the slope alone: C - lr * (all of these) = %s", expected);
        if (expected < 0) {
            document.paragraph("(no loss is below 0: the straight line overshoots, as the surface curves)");
        }
        String change = NumberText.format(
                "loss before %s, after %s",
                explanation.loss(), explanation.update().lossAfter());
        boolean better = explanation.update().lossAfter() <= explanation.loss();
        document.add(Paragraph.verdict(better, better ? change : change + ": the step was too long"));
    }
}
