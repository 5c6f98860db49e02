package mnist.cli.data;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.DataMessages;
import mnist.cli.usage.Choices;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.Timeouts;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Fetches a published data set. */
@Command(
        name = "fetch",
        description = {
            "Fetch a published data set into data/NAME, over https.",
            "Each file is checked by its SHA-256 before it is put in its place. What an interruption left is completed"
                    + " the next time; files that are there and right are not fetched again.",
            "The environment variable MNIST_MIRROR=https://... names another place to get the same files from:"
                    + " $MNIST_MIRROR/NAME/FILE."
        },
        customSynopsis = {"mnist data fetch", "       mnist data fetch fashion-mnist"})
final class DataFetchCommand extends ReportingCommand {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = Catalog.MNIST,
            completionCandidates = Names.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private String name;

    /** What the shell offers. */
    static final class Names implements Iterable<String> {
        static List<String> all() {
            return Catalog.entries().stream().map(Catalog.Entry::name).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    private record Fetched(String name, String title, String licence, String folder) {}

    @Override
    public Integer call() {
        Catalog.Entry entry = Catalog.find(name)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "no published data set is called '" + name + "': choose one of " + Catalog.names()
                                + Catalog.like(name)
                                        .map(known -> "; did you mean " + known + "?")
                                        .orElseGet(() -> Choices.suggestion(name, Names.all()))));
        Console console = console();
        Path folder = DataMessages.finder(console).fetch(entry, Timeouts.PATIENT);
        if (json) {
            console.json(new Fetched(entry.name(), entry.title(), entry.licence(), folder.toString()));
        } else {
            console.result("%s (licence %s) is in %s", entry.title(), entry.licence(), folder);
            console.result("next       %s train --data %s", Console.program(), entry.name());
        }
        return ExitCodes.DONE;
    }
}
