package mnist.cli;

import java.nio.file.Path;
import mnist.nn.Network;
import mnist.store.DataUse;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Somebody's own picture in the place of an image of the data set. */
final class ExplainedPicture {
    @Option(
            names = "--label",
            paramLabel = "N",
            description = "The digit that the picture shows. Default: the one that the network takes it for")
    private Integer label;

    @Option(names = "--raw", description = "Take the picture as it is: of the model's size, light on dark.")
    private boolean raw;

    /** Whether there is one; options that then make no sense are refused. */
    boolean isGiven(CommandSpec command, Path picture) {
        if (picture == null && (label != null || raw)) {
            throw Usage.error(command, (raw ? "--raw" : "--label") + " is for pictures; name a picture file");
        }
        if (picture != null && command.commandLine().getParseResult().hasMatchedOption("--index")) {
            throw Usage.error(
                    command,
                    "--index chooses an image of the data set, " + picture + " is a picture: give one" + " of the two");
        }
        return picture != null;
    }

    OneImage image(Path picture, Network network, DataUse trainedOn) {
        return OneImage.of(picture, PictureOptions.preparation(raw, false, trainedOn), label, network);
    }

    /** For example "my-seven.png: a 7, as --label says". */
    String caption(Path picture, OneImage image) {
        return Printable.of(picture.toString()) + ": "
                + (label == null
                        ? "the network takes it for a " + image.label() + "; --label N says what it is"
                        : "a " + image.label());
    }
}
