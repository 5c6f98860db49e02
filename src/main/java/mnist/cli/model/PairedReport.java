package mnist.cli.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.data.Dataset;
import mnist.train.Evaluation;
import mnist.train.PairedErrors;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** Compares models image by image: two with each other, of more each with the best. */
record PairedReport(List<Pair> pairs) {
    /** The usual bound of statistics, below which a difference is taken for one. */
    private static final double BOUND = 0.05;

    /** One comparison, for programs too. */
    record Pair(String model, String other, @JsonUnwrapped PairedErrors errors) {
        /** McNemar's exact test, two-sided. */
        @JsonProperty
        double p() {
            return errors.p();
        }

        private int difference() {
            return errors.onlyFirst() - errors.onlySecond();
        }
    }

    /** @param evaluations of the models, on the one data set */
    static PairedReport of(List<String> names, List<Evaluation> evaluations, Dataset dataset) {
        int best = names.size() == 2
                ? 1
                : IntStream.range(0, names.size())
                        .boxed()
                        .min(Comparator.comparingInt(i -> evaluations.get(i).errors()))
                        .orElseThrow();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (i != best) {
                PairedErrors errors = PairedErrors.of(dataset, evaluations.get(i), evaluations.get(best));
                pairs.add(new Pair(names.get(i), names.get(best), errors));
            }
        }
        return new PairedReport(pairs);
    }

    void print(Console console, Messages messages) {
        if (pairs.size() == 1) {
            printTwo(console, pairs.get(0), messages);
        } else if (!pairs.isEmpty()) {
            printBest(console, messages);
        }
    }

    private static void printTwo(Console console, Pair pair, Messages messages) {
        Table table = new Table(messages.get("wrong"), messages.get("images"));
        table.row(messages.get("both"), grouped(pair.errors.bothWrong()));
        table.row(format(messages.get("only"), pair.model), grouped(pair.errors.onlyFirst()));
        table.row(format(messages.get("only"), pair.other), grouped(pair.errors.onlySecond()));
        console.results(table.lines());
        int difference = Math.abs(pair.difference());
        String verdict = difference == 0 ? "as_many" : pair.p() < BOUND ? "hardly_luck" : "maybe_luck";
        String text = messages.get(verdict + (difference == 1 ? ".one" : ""));
        console.text("", messages.get("p_of_two"), p(pair, messages), format(text, difference));
    }

    private void printBest(Console console, Messages messages) {
        Table table = new Table(
                messages.get("beside_best"),
                messages.get("both_wrong"),
                messages.get("only_it"),
                messages.get("only_best"),
                "p");
        for (Pair pair : pairs) {
            table.row(
                    pair.model,
                    grouped(pair.errors.bothWrong()),
                    grouped(pair.errors.onlyFirst()),
                    grouped(pair.errors.onlySecond()),
                    p(pair, messages));
        }
        console.results(table.lines());
        console.text("", messages.get("best_is"), pairs.get(0).other);
        console.text("", messages.get("p_meaning"), BOUND);
    }

    private static String grouped(int images) {
        return format("%,d", images);
    }

    private static String p(Pair pair, Messages messages) {
        return pair.p() < 0.0005 ? messages.get("p_small") : format("%.3f", pair.p());
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
