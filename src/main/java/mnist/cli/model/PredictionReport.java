package mnist.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.Printable;
import mnist.cli.options.Labels;
import mnist.data.ClassNames;
import mnist.nn.Output;
import mnist.train.Evaluation;
import mnist.view.document.ClassLabels;
import mnist.view.document.TextWidth;
import mnist.view.language.Messages;
import mnist.view.text.ConfusionText;
import mnist.view.text.EvaluationText;

/**
 * Says what a network made of single images.
 *
 * @param groups how many images each picture gave, in order
 * @param names of the classes
 * @param outputs images x classes
 * @param top how many of the most likely classes to show
 */
record PredictionReport(
        List<PredictionInputs.Image> samples,
        List<Integer> groups,
        ClassNames names,
        float[][] outputs,
        Output kind,
        int top) {
    /** A name in a line is not longer, in columns of the terminal. */
    private static final int LONGEST = 40;

    /** A value with such characters is put into quotes. */
    private static final String CSV_SPECIAL = "(?s).*[,\"\r\n].*|\\s.*|.*\\s";

    /**
     * One line an image, below it its drawing.
     *
     * @param byFolders how often the names of the folders were met, or null if these do not say it
     */
    void print(Console console, IntFunction<List<String>> drawing, Evaluation byFolders, Messages messages) {
        ClassLabels labels = Labels.of(names);
        int width = IntStream.range(0, samples.size())
                .map(i -> TextWidth.of(Printable.of(samples.get(i).name())))
                .max()
                .orElse(0);
        int known = 0;
        int right = 0;
        for (int i = 0; i < samples.size(); i++) {
            int prediction = prediction(i);
            String name = Printable.of(samples.get(i).name());
            console.result(
                    "%s  %s%s",
                    TextWidth.left(name, width),
                    likely(i, labels),
                    verdict(samples.get(i).label(), prediction, labels, messages));
            drawing.apply(i).forEach(line -> console.result("%s", line.stripTrailing()));
            known += samples.get(i).label() == PredictionInputs.UNKNOWN ? 0 : 1;
            right += samples.get(i).label() == prediction ? 1 : 0;
        }
        if (byFolders != null) {
            printAccuracy(console, byFolders, labels, messages);
        } else if (known > 1) {
            console.result(messages.get("count_right"), right, known);
        }
    }

    private static void printAccuracy(Console console, Evaluation byFolders, ClassLabels labels, Messages messages) {
        console.result("");
        console.result(messages.get("by_folders"), EvaluationText.summary(byFolders, messages));
        boolean severalClasses = Arrays.stream(byFolders.confusion())
                        .filter(row -> Arrays.stream(row).sum() > 0)
                        .count()
                > 1;
        if (severalClasses) {
            console.result("");
            console.results(ConfusionText.of(byFolders, labels, Console.outWidth(), messages));
        }
    }

    private static String verdict(int label, int prediction, ClassLabels labels, Messages messages) {
        if (label == PredictionInputs.UNKNOWN) {
            return "";
        }
        return "  "
                + (label == prediction
                        ? messages.get("answer_right")
                        : String.format(messages.get("answer_wrong"), labels.of(label)));
    }

    /** One object an image. */
    void json(Console console) {
        answers().forEach(console::json);
    }

    /** For programs: one for every image. */
    List<AnsweredImage> answers() {
        return IntStream.range(0, samples.size()).mapToObj(this::answered).toList();
    }

    private AnsweredImage answered(int i) {
        int label = samples.get(i).label();
        boolean known = label != PredictionInputs.UNKNOWN;
        return new AnsweredImage(
                samples.get(i).name(), known ? label : null, known ? names.name(label) : null, answer(i));
    }

    record AnsweredImage(
            String image,
            Integer label,
            String labelName,
            @JsonUnwrapped Answer answer) {}

    private record Answer(
            int prediction,
            String predictionName,
            @JsonUnwrapped Quantity quantity,
            List<Likely> top) {}

    private record Likely(
            @JsonProperty("class") int label,
            String name,
            @JsonUnwrapped Quantity quantity) {}

    /** An output is called a probability where it is one; the other is null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Quantity(Float output, Float probability) {}

    /**
     * What is handed in at Kaggle: the images counted from 1 in their order, and the name of the most likely class of
     * each.
     */
    void csv(Console console) {
        List<String> lines = new ArrayList<>(List.of("ImageId,Label"));
        for (int i = 0; i < samples.size(); i++) {
            lines.add(i + 1 + "," + quoted(Printable.of(names.name(prediction(i)))));
        }
        console.results(lines);
    }

    /** As RFC 4180 has it. */
    private static String quoted(String text) {
        return text.matches(CSV_SPECIAL) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private record AnsweredNumber(String image, String number, Float probability, List<Answer> digits) {}

    /** One line a picture with the number that its digits make, below it a line for every digit. */
    void printNumbers(Console console, IntFunction<List<String>> drawing) {
        ClassLabels labels = Labels.of(names);
        int first = 0;
        for (int digits : groups) {
            String probability = kind == Output.IDENTITY ? "" : " (" + shown(probability(first, digits), kind) + ")";
            console.result("%s  %s%s", samples.get(first).name(), number(first, digits), probability);
            for (int i = first; i < first + digits; i++) {
                console.result("  %s", likely(i, labels));
                drawing.apply(i).forEach(line -> console.result("%s", line.stripTrailing()));
            }
            first += digits;
        }
    }

    /** One object a picture. */
    void jsonNumbers(Console console) {
        int first = 0;
        for (int digits : groups) {
            Float probability = kind == Output.IDENTITY ? null : probability(first, digits);
            List<Answer> answers = IntStream.range(first, first + digits)
                    .mapToObj(this::answer)
                    .toList();
            console.json(new AnsweredNumber(samples.get(first).name(), number(first, digits), probability, answers));
            first += digits;
        }
    }

    /** As a text: a number may begin with 0. */
    private String number(int first, int digits) {
        return IntStream.range(first, first + digits)
                .mapToObj(i -> names.name(prediction(i)))
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

    private String likely(int i, ClassLabels labels) {
        return mostLikely(outputs[i], top).stream()
                .map(label -> labels.of(label, LONGEST) + " (" + shown(outputs[i][label], kind) + ")")
                .collect(Collectors.joining("  "));
    }

    private Answer answer(int i) {
        List<Likely> likely = mostLikely(outputs[i], top).stream()
                .map(label -> new Likely(label, names.name(label), quantity(outputs[i][label])))
                .toList();
        int prediction = prediction(i);
        return new Answer(prediction, names.name(prediction), quantity(outputs[i][prediction]), likely);
    }

    private Quantity quantity(float output) {
        return kind == Output.IDENTITY ? new Quantity(output, null) : new Quantity(null, output);
    }

    /** The classes with the largest outputs, the largest first; of equals the lowest class. */
    static List<Integer> mostLikely(float[] output, int count) {
        return IntStream.range(0, output.length)
                .boxed()
                .sorted((a, b) -> Float.compare(output[b], output[a]))
                .limit(count)
                .toList();
    }

    /** A probability in per cent; an output that is none, as several sigmoids may be large at once, as it is. */
    static String shown(float output, Output kind) {
        return kind == Output.SOFTMAX
                ? String.format(Locale.ROOT, "%.2f%%", 100 * output)
                : String.format(Locale.ROOT, "%.3f", output);
    }
}
