package mnist.view.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.reference.LayerTrace;

/** Blanks in a real backward pass, each with its answer and with what slips would make of it. */
public final class Exercise {
    /** Answers to three digits are right. */
    private static final double TOLERANCE = 0.01;

    private static final Pattern BLANK = Pattern.compile("^\\s*\\[(\\d+)].*=(.*)$");
    /** In any language. */
    private static final Pattern CODE = Pattern.compile("\\[\\p{L}+ ([0-9a-f]{8})]");

    /**
     * A wrong answer and what makes it.
     *
     * @param name of the slip: {@code sign}, {@code factor}, ...; the messages have it as {@code slip_sign}
     */
    record Slip(String name, double value) {}

    /**
     * A blank.
     *
     * @param asked its key among the messages
     * @param places what stands in the places of the message
     * @param followed from what was said at each number (the right answer where nothing was): what follows from it here
     */
    record Question(
            int number,
            String asked,
            List<Object> places,
            double answer,
            Function<double[], double[]> followed,
            List<Slip> slips) {}

    /**
     * What became of an answer.
     *
     * @param given as it was written; null if the blank was left open
     * @param slip the likely one, {@code followed} if only an earlier answer is wrong, null if the answer is right or no slip
     *     explains it
     */
    public record Mark(int number, String given, boolean right, String slip) {}

    /** Numbers of questions from whose answers others follow. */
    private static final int DZ = 1;

    private static final int DW = 2;
    private static final int DA = 4;
    private static final int SLOPE = 5;
    private static final int HIDDEN_DZ = 6;

    private final Explanation explanation;

    /** The output with the most blame, the hidden unit with the most, and the largest input; -1 where there is none. */
    final int output;

    final int unit;
    final int input;

    private final List<Question> questions = new ArrayList<>();

    public Exercise(Explanation explanation) {
        this.explanation = explanation;
        NetworkSpec spec = explanation.spec();
        LayerTrace last = explanation.outputs();
        output = Ranking.farthest(last.dz[0], 1)[0];
        boolean deep = spec.layers() > 1;
        boolean plain = deep && !spec.normalizedAt(spec.layers() - 1);
        double[] below = last.x[0];
        unit = Ranking.farthest(plain ? explanation.trace(spec.layers() - 1).dz[0] : below, 1)[0];
        input = plain ? Ranking.farthest(explanation.trace(spec.layers() - 1).x[0], 1)[0] : -1;
        outputQuestions(last);
        if (deep) {
            handedBack(last, plain);
        }
        step(last);
    }

    /** Asks for what does not follow from earlier answers. */
    private void ask(String asked, List<Object> places, double answer, Slip... slips) {
        ask(asked, places, answer, said -> new double[0], slips);
    }

    private void ask(
            String asked, List<Object> places, double answer, Function<double[], double[]> followed, Slip... slips) {
        questions.add(new Question(questions.size() + 1, asked, places, answer, followed, List.of(slips)));
    }

    private static double[] values(double... values) {
        return values;
    }

    private void outputQuestions(LayerTrace last) {
        NetworkSpec spec = explanation.spec();
        double a = last.a[0][output];
        double dz = last.dz[0][output];
        double difference = a - explanation.targets()[output];
        boolean squared = spec.loss() == Loss.MSE;
        ask(
                "ask_dz",
                List.of(output),
                dz,
                new Slip("sign", -dz),
                new Slip("factor", squared ? dz / 2 : 2 * dz),
                new Slip("slope", squared && spec.output() == Output.SIGMOID ? 2 * difference : difference),
                new Slip("target", a));
        double x = last.x[0][unit];
        double w = explanation.layer(spec.layers()).w[unit][output];
        ask(
                "ask_dw",
                List.of(unit, output),
                x * dz,
                said -> values(x * said[DZ]),
                new Slip("sign", -x * dz),
                new Slip("weight_for_input", w * dz));
        ask(
                "ask_db",
                List.of(output),
                dz,
                said -> values(said[DZ]),
                new Slip("sign", -dz),
                new Slip("bias_input", x * dz),
                new Slip("zero", 0));
    }

    private void handedBack(LayerTrace last, boolean plain) {
        NetworkSpec spec = explanation.spec();
        LayerTrace hidden = explanation.trace(spec.layers() - 1);
        double[][] w = explanation.layer(spec.layers()).w;
        double[] dz = last.dz[0];
        double da = IntStream.range(0, dz.length)
                .mapToDouble(k -> w[unit][k] * dz[k])
                .sum();
        double transposed = IntStream.range(0, Math.min(dz.length, w.length))
                .mapToDouble(k -> w[k][output] * dz[k])
                .sum();
        ask(
                "ask_da",
                List.of(unit),
                da,
                said -> values(da + w[unit][output] * (said[DZ] - dz[output]), da * said[DZ] / dz[output]),
                new Slip("sign", -da),
                new Slip("transposed", transposed),
                new Slip("mean", da / dz.length),
                new Slip("one_term", w[unit][output] * dz[output]));
        if (!plain) {
            return;
        }
        double z = hidden.z[0][unit];
        double slope = spec.activation().derivative(z);
        double a = spec.activation().value(z);
        ask("ask_slope", List.of(unit), slope, new Slip("value_for_slope", a), new Slip("sign", -slope));
        double dzHidden = hidden.dz[0][unit];
        ask(
                "ask_hidden_dz",
                List.of(unit),
                dzHidden,
                said -> values(said[DA] * said[SLOPE]),
                new Slip("sign", -dzHidden),
                new Slip("slope", da));
        double x = hidden.x[0][input];
        ask(
                "ask_hidden_dw",
                List.of(input, unit),
                x * dzHidden,
                said -> values(x * said[HIDDEN_DZ]),
                new Slip("sign", -x * dzHidden),
                new Slip("slope", x * da));
    }

    private void step(LayerTrace last) {
        int number = explanation.spec().layers();
        double w = explanation.layer(number).w[unit][output];
        double gradient = last.d.w[unit][output];
        double rate = explanation.update().learningRate();
        ask(
                "ask_step",
                List.of(unit, output, rate),
                w - rate * gradient,
                said -> values(w - rate * said[DW]),
                new Slip("uphill", w + rate * gradient),
                new Slip("rate", w - gradient),
                new Slip("change_alone", -rate * gradient));
        ask(
                "ask_batch",
                List.of(),
                gradient / 4,
                said -> values(said[DW] / 4),
                new Slip("sum", gradient),
                new Slip("sign", -gradient / 4));
    }

    public Explanation explanation() {
        return explanation;
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    /** Tells exercises apart: their answers. */
    String code() {
        double[] answers = questions.stream().mapToDouble(Question::answer).toArray();
        return String.format(Locale.ROOT, "%08x", Arrays.hashCode(answers));
    }

    /** The code in a filled-in exercise; null if there is none. */
    public static String codeIn(List<String> lines) {
        return lines.stream()
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse(null);
    }

    public boolean hasCode(String code) {
        return code().equals(code);
    }

    /** Marks a filled-in exercise: a mark for every blank. */
    public List<Mark> mark(List<String> lines) {
        Map<Integer, String> given = new TreeMap<>();
        for (String line : lines) {
            Matcher blank = BLANK.matcher(line);
            if (blank.matches()) {
                given.put(
                        Integer.parseInt(blank.group(1)),
                        blank.group(2).replace("_", "").strip());
            }
        }
        double[] said = new double[questions.size() + 1];
        questions.forEach(question ->
                said[question.number] = number(given.get(question.number)).orElse(question.answer));
        return questions.stream()
                .map(question -> mark(question, given.getOrDefault(question.number, ""), said))
                .toList();
    }

    /** As keyboards have it; nothing if it is none. */
    private static OptionalDouble number(String given) {
        try {
            return given == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            Double.parseDouble(given.replace('\u2212', '-').replace(',', '.')));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static Mark mark(Question question, String given, double[] said) {
        if (given.isEmpty()) {
            return new Mark(question.number, null, false, null);
        }
        if (number(given).isEmpty()) {
            return new Mark(question.number, given, false, "no_number");
        }
        double value = said[question.number];
        if (near(value, question.answer)) {
            return new Mark(question.number, given, true, null);
        }
        if (Arrays.stream(question.followed.apply(said)).anyMatch(follows -> near(value, follows))) {
            return new Mark(question.number, given, false, "followed");
        }
        String slip = question.slips.stream()
                .filter(wrong -> near(value, wrong.value))
                .map(Slip::name)
                .findFirst()
                .orElse(null);
        return new Mark(question.number, given, false, slip);
    }

    private static boolean near(double given, double value) {
        return Math.abs(given - value) <= TOLERANCE * Math.abs(value);
    }
}
