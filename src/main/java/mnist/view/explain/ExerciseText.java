package mnist.view.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.nn.NetworkSpec;
import mnist.nn.reference.LayerTrace;
import mnist.view.document.Block;
import mnist.view.document.Block.Paragraph;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** An {@link Exercise} on paper, its key, and what was marked. */
public final class ExerciseText {
    private static final String OPEN = " = ____________";

    private ExerciseText() {}

    /**
     * What is given, the blanks, and the key behind them.
     *
     * @param title which image it is
     * @param messages those of explain
     */
    public static Document of(Exercise exercise, String title, Messages messages) {
        Document document = new Document(messages);
        document.heading("exercise", title)
                .paragraph("exercise_code", exercise.explanation().spec().widths(), exercise.code())
                .paragraph("exercise_how")
                .blank();
        given(exercise, document);
        document.blank().heading("blanks");
        List<String> lines = new ArrayList<>();
        for (Exercise.Question question : exercise.questions()) {
            lines.add("[" + question.number() + "] " + asked(question, document) + OPEN);
        }
        document.formulas(lines.toArray(String[]::new)).blank();
        document.add(new Block.Heading(document.text("key"), ""));
        Table key = new Table(document.text("blank"), document.text("right_answer"));
        exercise.questions().forEach(question -> key.row(question.number(), question.answer()));
        return document.add(new Block.Fold(document.text("key"), key));
    }

    private static String asked(Exercise.Question question, Document document) {
        return document.text(question.asked(), question.places().toArray());
    }

    private static void given(Exercise exercise, Document document) {
        Explanation explanation = exercise.explanation();
        NetworkSpec spec = explanation.spec();
        LayerTrace last = explanation.outputs();
        Messages messages = document.messages();
        int unit = exercise.unit;
        document.heading("exercise_given");
        document.line(Formulas.output(spec.output(), messages)).line(Formulas.loss(spec, messages));
        document.line(explanation.rateIn(document));
        boolean deep = spec.layers() > 1;
        String below = deep ? "unit" : "input";
        document.paragraph("given_" + below, unit, last.x[0][unit]);
        if (exercise.input >= 0) {
            LayerTrace hidden = explanation.trace(spec.layers() - 1);
            document.paragraph(
                    "given_slope", unit, hidden.z[0][unit], Formulas.activation(spec.activation(), "z", messages));
            document.paragraph("given_input", exercise.input, hidden.x[0][exercise.input]);
        }
        double[][] w = explanation.layer(spec.layers()).w;
        int outputs = spec.outputs();
        Table table = new Table(
                document.text("output"),
                "a",
                "y",
                document.text("w_from", unit),
                document.text("w_to", exercise.output));
        IntStream.range(0, outputs)
                .forEach(k -> table.row(
                        k,
                        last.a[0][k],
                        explanation.targets()[k],
                        w[unit][k],
                        k < w.length ? NumberText.of(w[k][exercise.output]) : ""));
        document.add(table).paragraph("given_columns", unit, exercise.output);
    }

    /** What became of each answer. */
    public static Document marked(List<Exercise.Mark> marks, Messages messages) {
        Document document = new Document(messages);
        for (Exercise.Mark mark : marks) {
            String text = mark.right()
                    ? document.text("mark_right", mark.number(), mark.given())
                    : mark.given() == null
                            ? document.text("mark_open", mark.number())
                            : document.text("mark_wrong", mark.number(), mark.given())
                                    + document.text(mark.slip() == null ? "slip_unknown" : "slip_" + mark.slip());
            document.add(Paragraph.verdict(mark.right(), text));
        }
        long right = marks.stream().filter(Exercise.Mark::right).count();
        return document.paragraph("marks", right, marks.size());
    }
}
