package mnist.view.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.train.Evaluation;
import mnist.view.document.ClassLabels;
import mnist.view.document.TextWidth;
import mnist.view.language.Messages;

/** What a network makes of a data set, as tables for people; messages: those of {@link #BUNDLE}. */
public final class EvaluationText {
    /** The texts. */
    public static final String BUNDLE = "model";

    /** Standard deviations of a normal distribution that hold 95 % of it. */
    private static final double Z = 1.959964;

    /** A name of a class is not longer, in columns of the terminal. */
    private static final int LONGEST = 40;

    private EvaluationText() {}

    /** "97.85% right, 215 of 10,000 wrong, loss 0.0712". */
    public static String summary(Evaluation evaluation, Messages messages) {
        return format(
                messages.get("summary"),
                100 * evaluation.accuracy(),
                evaluation.errors(),
                evaluation.images(),
                evaluation.loss());
    }

    /** How far chance alone may have moved the share of errors: Wilson's interval. */
    public static String interval(Evaluation evaluation, Messages messages) {
        double n = evaluation.images();
        double share = evaluation.errors() / n;
        double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return format(
                messages.get("interval"),
                100 * share,
                100 * Math.max(0, middle - half),
                100 * Math.min(1, middle + half));
    }

    /** Precision and recall of every class. */
    public static List<String> classes(Evaluation evaluation, ClassLabels labels, Messages messages) {
        boolean digits = labels.areNumbers();
        String kind = messages.get(digits ? "digit" : "class");
        int width = Math.max(TextWidth.of(kind), Math.min(LONGEST, labels.width()));
        List<String> lines = new ArrayList<>();
        lines.add(TextWidth.left(kind, width)
                + TextWidth.right(messages.get("images"), 9)
                + TextWidth.right(messages.get("recall"), 9)
                + TextWidth.right(messages.get("precision"), 11));
        for (int label = 0; label < labels.count(); label++) {
            int images = 0;
            for (int count : evaluation.confusion()[label]) {
                images += count;
            }
            String name = labels.of(label, width);
            lines.add(format(
                    "%s %,8d %8s %10s",
                    digits ? TextWidth.right(name, width) : TextWidth.left(name, width),
                    images,
                    percent(evaluation.recall(label)),
                    percent(evaluation.precision(label))));
        }
        lines.add(format(messages.get("meaning"), kind));
        return lines;
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : format("%.2f%%", 100 * share);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
