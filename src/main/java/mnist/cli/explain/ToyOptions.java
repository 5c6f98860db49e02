package mnist.cli.explain;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.LanguageOption;
import mnist.view.explain.ExplanationPage;
import mnist.view.language.Messages;
import mnist.view.toy.Toy;
import mnist.view.toy.ToyChoice;
import mnist.view.toy.Toys;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A network small enough to follow by hand, instead of a model. */
final class ToyOptions {
    private static final Set<String> FITTING =
            Set.of("--toy", "--steps", "--units", "--points", "--lr", "--lang", "--html", "--json");

    @Option(
            names = "--toy",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Instead of a model: neuron (0.7 should be 1.0), chain (vanishing gradients and two cures),"
                    + " line (y = 2x + 3, every gradient of every step).")
    String name;

    @Option(names = "--steps", paramLabel = "N", description = "How many steps a toy shows in full.")
    private Integer steps;

    @Option(
            names = "--units",
            paramLabel = "N",
            description = "Of line: so many hidden units, which start as PyTorch's Linear does.")
    private Integer units;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "Of line: so many points from x = -1 to 1, without noise.")
    private Integer points;

    /** What the shell offers. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Toys.NAMES.iterator();
        }
    }

    /** Without --toy they would be as if they were not there. */
    void refuseOthers(CommandSpec command) {
        Usage.refuseGiven(
                command, "is of --toy line, which takes the place of a model: leave it out", "--units", "--points");
        Usage.refuseGiven(command, "is of --toy, which takes the place of a model: leave it out", "--steps");
    }

    int explain(
            CommandSpec command,
            Console console,
            Double learningRate,
            LanguageOption language,
            HtmlOption html,
            boolean json) {
        if (command.commandLine().getParseResult().hasMatchedPositional(0)) {
            throw Usage.error(command, "--toy takes the place of a model: give one of the two");
        }
        command.commandLine().getParseResult().matchedOptionsSet().stream()
                .map(option -> option.longestName())
                .filter(option -> !FITTING.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw Usage.error(command, option + " has no meaning with --toy: leave it out");
                });
        Toy toy = Toys.named(name, new ToyChoice(learningRate, steps, units, points));
        Messages toys = language.messages("toys");
        if (html.isGiven()) {
            Messages explain = language.messages("explain");
            String page = ExplanationPage.of(toy, toys, explain, Version.number());
            html.write(Path.of("toy-" + name + ".html"), page, explain, console, json);
        } else if (json) {
            console.json(toy.numbers());
        } else {
            TaskOptions.print(toy.document(toys), console);
        }
        return ExitCodes.DONE;
    }
}
