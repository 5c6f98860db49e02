package mnist.cli.explain;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.view.document.Emphasis;
import mnist.view.explain.ExplanationPage;
import mnist.view.toy.Toy;
import mnist.view.toy.Toys;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A network small enough to follow by hand, instead of a model. */
final class ToyOptions {
    private static final Set<String> FITTING = Set.of("--toy", "--steps", "--lr", "--html", "--json");

    @Option(
            names = "--toy",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Instead of a model: neuron (0.7 should be 1.0), chain (vanishing gradients and two cures),"
                    + " line (y = 2x + 3, every gradient of every step).")
    String name;

    @Option(names = "--steps", paramLabel = "N", description = "How many steps a toy shows in full.")
    private Integer steps;

    /** What the shell offers. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Toys.NAMES.iterator();
        }
    }

    int explain(CommandSpec command, Console console, Double learningRate, HtmlOption html, boolean json) {
        if (command.commandLine().getParseResult().hasMatchedPositional(0)) {
            throw Usage.error(command, "--toy takes the place of a model: give one of the two");
        }
        command.commandLine().getParseResult().matchedOptionsSet().stream()
                .map(option -> option.longestName())
                .filter(option -> !FITTING.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw Usage.error(command, option + " has no meaning with --toy");
                });
        Toy toy = Toys.named(name, learningRate, steps);
        if (html.isGiven()) {
            html.write(Path.of("toy-" + name + ".html"), ExplanationPage.of(toy, Version.number()), console, json);
        } else if (json) {
            console.json(toy.numbers());
        } else {
            Emphasis emphasis = Console.outIsTerminal() ? Emphasis.COLOUR : Emphasis.PLAIN;
            console.results(toy.document().lines(emphasis));
        }
        return ExitCodes.DONE;
    }
}
