package mnist.cli.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.view.language.Messages;

/** Sentences that follow from what was measured: each claim has a second wording for when the numbers contradict it. */
final class Findings {
    private final Messages texts;
    private final String lesson;
    private final List<String> sentences = new ArrayList<>();

    Findings(Messages texts, String lesson) {
        this.texts = texts;
        this.lesson = lesson;
    }

    /** What holds whatever the numbers are. {@code values}: texts that take the places of its %s. */
    void say(String key, Object... values) {
        sentences.add(String.format(Locale.ROOT, texts.get(lesson + "." + key), values));
    }

    /** @param holds whether the numbers bear it out; NaN compares as false */
    void claim(boolean holds, String key, Object... values) {
        say(holds ? key : key + ".not", values);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** A share as people read it. */
    static String percent(double share) {
        return number("%.2f%%", 100 * share);
    }

    static String loss(double value) {
        return number("%.4f", value);
    }

    static String size(double value) {
        return number("%.1e", value);
    }

    /** How many times the first is the second. */
    static String times(double first, double second) {
        double ratio = first / second;
        return number(ratio >= 100 ? "%,.0f" : ratio >= 10 ? "%.0f" : "%.1f", ratio);
    }

    static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
