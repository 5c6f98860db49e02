package mnist.cli.options;

import mnist.cli.frame.OptionSections.Section;
import picocli.CommandLine.Option;

/** How data are read where no model says how pictures become images. */
@Section("Reading data")
public final class PictureReadingOptions extends ReadingOptions {
    @Option(
            names = "--prepare",
            paramLabel = "KIND",
            description = "How pictures become images: digit (as MNIST's makers did), plain (fitted whole, on dark"
                    + " ground), light (fitted, on light ground), fit (fitted, shades as they are), raw (not at all)."
                    + " Default: raw where they are small and of one size, else plain")
    private String prepare;

    @Override
    String prepare() {
        return prepare;
    }
}
