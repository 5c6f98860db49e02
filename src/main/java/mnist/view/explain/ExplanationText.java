package mnist.view.explain;

import java.util.List;
import java.util.Locale;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.reference.LayerTrace;
import mnist.view.document.Block.Paragraph;
import mnist.view.document.Block.SideBySide;
import mnist.view.document.ClassLabels;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** An {@link Explanation} in words and tables, every result beside what it comes from. */
public final class ExplanationText {
    private static final int WEIGHTS_SHOWN = 5;

    /** A name in a table is not longer, in columns of the terminal. */
    private static final int LONGEST = 16;

    private final Explanation explanation;
    private final NetworkSpec spec;
    private final LayerText layers;
    private final Document document;

    private ExplanationText(Explanation explanation, Messages messages) {
        this.explanation = explanation;
        document = new Document(messages);
        spec = explanation.spec();
        layers = new LayerText(explanation, spec, document);
    }

    /** The four steps. {@code messages}: those of explain. */
    public static Document of(Explanation explanation, Messages messages) {
        ExplanationText text = new ExplanationText(explanation, messages);
        text.forward();
        text.loss();
        text.backward();
        text.update();
        return text.document;
    }

    private void forward() {
        document.heading("forward");
        for (int number = 1; number < spec.layers(); number++) {
            document.blank();
            layers.forward(number);
        }
        document.blank();
        layers.forwardOutput();
        document.blank();
        document.add(verdict(explanation, document.messages()));
    }

    /** What the network said, and whether it was right. */
    static Paragraph verdict(Explanation explanation, Messages messages) {
        double[] a = explanation.outputs().a[0];
        int said = explanation.prediction();
        boolean right = said == explanation.label();
        String described = explanation.labels().described(explanation.label(), messages);
        String label = explanation.labelOrigin().says(described, messages);
        String called = explanation.labels().of(said);
        String text = right
                ? NumberText.format(messages.get("verdict"), called, a[said], label)
                : NumberText.format(messages.get("verdict_wrong"), called, a[said], label, a[explanation.label()]);
        return Paragraph.verdict(right, text);
    }

    private void loss() {
        document.blank();
        document.heading("loss");
        document.line(Formulas.loss(spec, document.messages()));
        document.line(Formulas.outputGradient(spec, document.messages()));
        double[] a = explanation.outputs().a[0];
        double[] y = explanation.targets();
        if (Formulas.isSquaredSoftmax(spec)) {
            document.line("s = " + NumberText.of(Formulas.softmaxSum(a, y)));
        }
        document.paragraph("what_blame_is").blank();
        document.subheading("loss_of_outputs");
        Table table = new Table(document.text("output"), "a", "y")
                .and(document.text("share_of_c"), "dC/dz", document.text("nudged"))
                .charting("dC/dz");
        double[] dz = explanation.outputs().dz[0];
        for (int j = 0; j < a.length; j++) {
            String nudged = dz[j] == 0 ? "-" : document.text(dz[j] < 0 ? "up" : "down");
            table.row(output(j), a[j], y[j], explanation.lossOf(j), dz[j], nudged);
        }
        document.add(table).blank().paragraph("sum_of_shares", explanation.loss());
    }

    /** Its number, which its weights are addressed with, and what it stands for. */
    private String output(int j) {
        ClassLabels labels = explanation.labels();
        return labels.areNumbers() ? Integer.toString(j) : j + " " + labels.of(j, LONGEST);
    }

    private void backward() {
        document.blank().heading("backward");
        for (int number = spec.layers(); number >= 1; number--) {
            document.blank();
            layers.backward(number);
            int unit = explanation.mostBlamedUnit(number);
            document.blank();
            if (number == spec.layers()) {
                document.paragraph("addresses");
            }
            document.paragraph("biases", number, unit, explanation.trace(number).d.b[unit])
                    .paragraph("shapes_weights", spec.width(number - 1), spec.width(number));
            if (number == spec.layers()) {
                document.paragraph("columns_instead");
            }
            document.paragraph("most_blamed").add(mostBlamed(number));
        }
        document.blank();
        vector();
        document.blank();
        new ChainRuleText(explanation, document).write();
    }

    private Table mostBlamed(int number) {
        Table table = new Table(document.text("weight"), document.text("a_below"), "dC/dz", "dC/dw", "w");
        if (number == 1) {
            table.and(document.text("row"), document.text("column"));
        }
        for (WeightAddress at : explanation.mostBlamed(number, WEIGHTS_SHOWN)) {
            LayerTrace t = explanation.trace(number);
            double a = t.x[0][at.in()];
            double dz = t.dz[0][at.out()];
            double d = explanation.gradient(at);
            double w = explanation.value(at);
            int columns = explanation.columns();
            if (number == 1) {
                table.row(at, a, dz, d, w, at.in() / columns, at.in() % columns);
            } else {
                table.row(at, a, dz, d, w);
            }
        }
        return table;
    }

    private void vector() {
        GradientVector vector = explanation.gradientVector();
        document.subheading("vector", grouped(vector.numbers()), grouped(vector.zeros()));
        List<GradientVector.Entry> ranked = vector.ranked();
        if (ranked.isEmpty()) {
            return;
        }
        Table table = new Table(document.text("rank"), document.text("number"), document.text("gradient"))
                .charting(document.text("gradient"));
        ranked.forEach(entry -> table.row(grouped(entry.rank()), named(entry), entry.gradient()));
        document.add(table);
        GradientVector.Entry first = ranked.get(0);
        GradientVector.Entry other = vector.compared();
        String times = String.format(Locale.ROOT, "%.3g", Math.abs(first.gradient() / other.gradient()));
        document.paragraph("counts", named(first), named(other), NumberText.of(Double.parseDouble(times)));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private String named(GradientVector.Entry entry) {
        return switch (entry.kind()) {
            case "weight", "bias" -> document.text(entry.kind() + "_named", entry.address());
            default -> entry.kind() + " " + entry.address();
        };
    }

    private void update() {
        double rate = explanation.update().learningRate();
        document.blank().heading("update");
        document.line(explanation.rateIn(document)).paragraph("signs").blank();
        Table weights = new Table(document.text("weight"), document.text("before"), document.text("gradient"))
                .and(document.text("after"))
                .captioned(document.text("weights_caption"));
        for (int number = 1; number <= spec.layers(); number++) {
            WeightAddress most = explanation.mostBlamed(number, 1).get(0);
            step(weights, most.toString(), explanation.value(most), explanation.gradient(most));
            WeightAddress chosen = explanation.weight();
            if (number == chosen.layer() && !most.equals(chosen)) {
                step(weights, chosen.toString(), explanation.value(chosen), explanation.gradient(chosen));
            }
            int unit = explanation.mostBlamedUnit(number);
            String bias = document.text("bias_named", number + "," + unit);
            step(weights, bias, explanation.layer(number).b[unit], explanation.trace(number).d.b[unit]);
        }
        String aAfter = document.text("a_after");
        Table outputs = new Table(document.text("output"), document.text("z_before"), document.text("z_after"))
                .and(document.text("a_before"), aAfter)
                .captioned(document.text("outputs_caption"));
        double[] before = explanation.outputs().a[0];
        double[] z = explanation.outputs().z[0];
        double[] zAfter = explanation.update().sumsAfter();
        double[] after = explanation.update().outputsAfter();
        for (int j = 0; j < before.length; j++) {
            outputs.row(output(j), z[j], zAfter[j], before[j], after[j]);
        }
        document.add(SideBySide.of(
                        weights,
                        spec.output() == Output.IDENTITY ? outputs.charting(aAfter) : outputs.chartingSizes(aAfter)))
                .blank();
        slopes(rate);
    }

    private void step(Table table, String name, double value, double gradient) {
        table.row(name, value, gradient, value - explanation.update().learningRate() * gradient);
    }

    private void slopes(double rate) {
        double squares = 0;
        for (int number = 1; number <= spec.layers(); number++) {
            double ofLayer = explanation.gradientSquares(number);
            squares += ofLayer;
            document.paragraph("layer_squares", number, ofLayer);
        }
        double expected = explanation.loss() - rate * squares;
        document.paragraph("by_slope", expected);
        if (expected < 0) {
            document.paragraph("overshoots");
        }
        double lossAfter = explanation.update().lossAfter();
        boolean better = lossAfter <= explanation.loss();
        String change = document.text(better ? "loss_change" : "loss_change_worse", explanation.loss(), lossAfter);
        document.add(Paragraph.verdict(better, change));
    }
}
