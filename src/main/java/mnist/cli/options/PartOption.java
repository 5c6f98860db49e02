package mnist.cli.options;

import mnist.cli.frame.OptionSections.Section;
import mnist.data.Split;
import picocli.CommandLine.Option;

/** Which part of a data set. */
@Section("Data")
public final class PartOption {
    @Option(
            names = "--part",
            paramLabel = "test|train",
            defaultValue = "test",
            description = "The test or the training images. Default: ${DEFAULT-VALUE}")
    public Split part;
}
