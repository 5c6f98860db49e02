package mnist.cli;

import picocli.CommandLine.Option;

/** Output for programs. */
final class JsonOption {
    @Option(names = "--json", description = "Print results as JSON, one object a line.")
    boolean json;
}
