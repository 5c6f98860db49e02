package mnist.cli.frame;

import picocli.CommandLine.Option;

/** A command that reports something: to people, or with {@code --json} to programs. */
public abstract class ReportingCommand extends ConsoleCommand {
    @Option(names = "--json", order = 1, description = "Print results as JSON, one object a line.")
    protected boolean json;
}
