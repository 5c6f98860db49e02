package mnist.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.nn.Output;

/** Says what a network made of single images. */
final class PredictionReport {
    private final Samples samples;

    /** Images x classes. */
    private final float[][] outputs;

    private final Output kind;
    private final int top;

    PredictionReport(Samples samples, float[][] outputs, Output kind, int top) {
        this.samples = samples;
        this.outputs = outputs;
        this.kind = kind;
        this.top = top;
    }

    /** One line an image, below it its drawing. */
    void print(Console console, IntFunction<List<String>> drawing) {
        int width = IntStream.range(0, samples.size())
                .map(i -> samples.name(i).length())
                .max()
                .orElse(0);
        int known = 0;
        int right = 0;
        for (int i = 0; i < samples.size(); i++) {
            List<Integer> best = mostLikely(outputs[i], top);
            float[] output = outputs[i];
            String likely = best.stream()
                    .map(label -> label + " (" + shown(output[label], kind) + ")")
                    .collect(Collectors.joining("  "));
            console.result("%s  %s%s", padded(samples.name(i), width), likely, verdict(samples.label(i), best.get(0)));
            drawing.apply(i).forEach(line -> console.result("%s", line.stripTrailing()));
            known += samples.label(i) == Samples.UNKNOWN ? 0 : 1;
            right += samples.label(i) == best.get(0) ? 1 : 0;
        }
        if (known > 1) {
            console.result("%d of %d right", right, known);
        }
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    private static String verdict(int label, int prediction) {
        if (label == Samples.UNKNOWN) {
            return "";
        }
        return label == prediction ? "  right" : "  WRONG, it is " + label;
    }

    /** One object an image. */
    void json(Console console) {
        for (int i = 0; i < samples.size(); i++) {
            float[] output = outputs[i];
            List<Object> likely = new ArrayList<>();
            for (int label : mostLikely(output, top)) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("class", label);
                entry.put(quantity(), output[label]);
                likely.add(entry);
            }
            int prediction = mostLikely(output, 1).get(0);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("image", samples.name(i));
            object.put("label", samples.label(i) == Samples.UNKNOWN ? null : samples.label(i));
            object.put("prediction", prediction);
            object.put(quantity(), output[prediction]);
            object.put("top", likely);
            console.json(object);
        }
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
