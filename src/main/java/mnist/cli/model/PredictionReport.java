package mnist.cli.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.Printable;
import mnist.nn.Output;

/** Says what a network made of single images. */
final class PredictionReport {
    private final PredictionInputs samples;

    /** Images x classes. */
    private final float[][] outputs;

    private final Output kind;
    private final int top;

    PredictionReport(PredictionInputs samples, float[][] outputs, Output kind, int top) {
        this.samples = samples;
        this.outputs = outputs;
        this.kind = kind;
        this.top = top;
    }

    /** One line an image, below it its drawing. */
    void print(Console console, IntFunction<List<String>> drawing) {
        int width = IntStream.range(0, samples.size())
                .map(i -> Printable.of(samples.name(i)).length())
                .max()
                .orElse(0);
        int known = 0;
        int right = 0;
        for (int i = 0; i < samples.size(); i++) {
            int prediction = prediction(i);
            String name = padded(Printable.of(samples.name(i)), width);
            console.result("%s  %s%s", name, likely(i), verdict(samples.label(i), prediction));
            drawing.apply(i).forEach(line -> console.result("%s", line.stripTrailing()));
            known += samples.label(i) == PredictionInputs.UNKNOWN ? 0 : 1;
            right += samples.label(i) == prediction ? 1 : 0;
        }
        if (known > 1) {
            console.result("%d of %d right", right, known);
        }
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    private static String verdict(int label, int prediction) {
        if (label == PredictionInputs.UNKNOWN) {
            return "";
        }
        return label == prediction ? "  right" : "  WRONG, it is " + label;
    }

    /** One object an image. */
    void json(Console console) {
        for (int i = 0; i < samples.size(); i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("image", samples.name(i));
            object.put("label", samples.label(i) == PredictionInputs.UNKNOWN ? null : samples.label(i));
            object.putAll(answer(i));
            console.json(object);
        }
    }

    /** One line a picture with the number that its digits make, below it a line for every digit. */
    void printNumbers(Console console, IntFunction<List<String>> drawing) {
        int first = 0;
        for (int digits : samples.groups()) {
            String probability = kind == Output.IDENTITY ? "" : " (" + shown(probability(first, digits), kind) + ")";
            console.result("%s  %s%s", Printable.of(samples.name(first)), number(first, digits), probability);
            for (int i = first; i < first + digits; i++) {
                console.result("  %s", likely(i));
                drawing.apply(i).forEach(line -> console.result("%s", line.stripTrailing()));
            }
            first += digits;
        }
    }

    /** One object a picture. */
    void jsonNumbers(Console console) {
        int first = 0;
        for (int digits : samples.groups()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("image", samples.name(first));
            object.put("number", number(first, digits));
            object.put("probability", kind == Output.IDENTITY ? null : probability(first, digits));
            object.put(
                    "digits",
                    IntStream.range(first, first + digits)
                            .mapToObj(this::answer)
                            .toList());
            console.json(object);
            first += digits;
        }
    }

    /** As a text: a number may begin with 0. */
    private String number(int first, int digits) {
        return IntStream.range(first, first + digits)
                .mapToObj(i -> Integer.toString(prediction(i)))
                .collect(Collectors.joining());
    }

    /** That all digits are right, were they independent of each other. */
    private float probability(int first, int digits) {
        float product = 1;
        for (int i = first; i < first + digits; i++) {
            product *= outputs[i][prediction(i)];
        }
        return product;
    }

    private int prediction(int i) {
        return mostLikely(outputs[i], 1).get(0);
    }

    private String likely(int i) {
        return mostLikely(outputs[i], top).stream()
                .map(label -> label + " (" + shown(outputs[i][label], kind) + ")")
                .collect(Collectors.joining("  "));
    }

    private Map<String, Object> answer(int i) {
        List<Object> likely = new ArrayList<>();
        for (int label : mostLikely(outputs[i], top)) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("class", label);
            entry.put(quantity(), outputs[i][label]);
            likely.add(entry);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("prediction", prediction(i));
        answer.put(quantity(), outputs[i][prediction(i)]);
        answer.put("top", likely);
        return answer;
    }

    private String quantity() {
        return kind == Output.IDENTITY ? "output" : "probability";
    }

    /** The classes with the largest outputs, the largest first; of equals the lowest class. */
    static List<Integer> mostLikely(float[] output, int count) {
        return IntStream.range(0, output.length)
                .boxed()
                .sorted((a, b) -> Float.compare(output[b], output[a]))
                .limit(count)
                .toList();
    }

    /** A probability in per cent; an output that is none as it is. */
    static String shown(float output, Output kind) {
        return String.format(
                Locale.ROOT,
                kind == Output.IDENTITY ? "%.3f" : "%.2f%%",
                kind == Output.IDENTITY ? output : 100 * output);
    }
}
