package mnist.cli;

import java.nio.file.Path;
import java.util.Map;
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

    /** @param network says what the picture shows where nobody else does */
    ExplainCommand.Subject subject(Path picture, Network network, DataUse trainedOn) {
        OneImage image = OneImage.of(picture, PictureOptions.preparation(raw, false, trainedOn), label, network);
        String shown = label == null
                ? "the network takes it for a " + image.label() + "; --label N says what it is"
                : "a " + image.label();
        return new ExplainCommand.Subject(
                image,
                picture + ": " + shown,
                PreparedFiles.stem(picture.toString()),
                Map.of("image", picture.toString()));
    }
}
