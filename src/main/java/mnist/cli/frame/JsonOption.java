package mnist.cli.frame;

import picocli.CommandLine.Option;

/** Output for programs. */
public final class JsonOption {
    @Option(names = "--json", description = "Print results as JSON, one object a line.")
    public boolean json;
}
