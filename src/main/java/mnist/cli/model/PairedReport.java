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

    void print(Console console) {
        if (pairs.size() == 1) {
            printTwo(console, pairs.get(0));
        } else if (!pairs.isEmpty()) {
            printBest(console);
        }
    }

    private static void printTwo(Console console, Pair pair) {
        Table table = new Table("wrong", "images");
        table.row("both", grouped(pair.errors.bothWrong()));
        table.row("only " + pair.model, grouped(pair.errors.onlyFirst()));
        table.row("only " + pair.other, grouped(pair.errors.onlySecond()));
        console.results(table.lines());
        int difference = Math.abs(pair.difference());
        String meaning = difference == 0
                ? "both make as many mistakes"
                : "the difference of " + Console.count(difference, "mistake")
                        + (pair.p() < BOUND ? " is hardly luck" : " may be luck");
        console.text("", "McNemar's exact p %s: %s.", p(pair), meaning);
    }

    private void printBest(Console console) {
        Table table = new Table("beside the best", "both wrong", "only it", "only the best", "p");
        for (Pair pair : pairs) {
            table.row(
                    pair.model,
                    grouped(pair.errors.bothWrong()),
                    grouped(pair.errors.onlyFirst()),
                    grouped(pair.errors.onlySecond()),
                    p(pair));
        }
        console.results(table.lines());
        console.text("", "The best is %s.", pairs.get(0).other);
        console.text("", "p is McNemar's, exact: from %s on the difference may be luck.", BOUND);
    }

    private static String grouped(int images) {
        return String.format(Locale.ROOT, "%,d", images);
    }

    private static String p(Pair pair) {
        return pair.p() < 0.0005 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", pair.p());
    }
}
