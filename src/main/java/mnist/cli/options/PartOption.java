package mnist.cli.options;

import picocli.CommandLine.Option;

/** Which part of a data set. */
public final class PartOption {
    @Option(
            names = "--part",
            paramLabel = "test|train",
            defaultValue = "test",
            converter = Part.Converter.class,
            description = "The test or the training images. Default: ${DEFAULT-VALUE}")
    public Part part;
}
