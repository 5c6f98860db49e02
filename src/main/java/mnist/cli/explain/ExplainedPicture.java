package mnist.cli.explain;

import java.nio.file.Path;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.frame.Usage;
import mnist.cli.model.PreparedFiles;
import mnist.cli.model.StandardInput;
import mnist.cli.options.PictureOptions;
import mnist.cli.options.SingleImage;
import mnist.nn.Network;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import mnist.store.DataUse;
import mnist.view.explain.LabelOrigin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Somebody's own picture in the place of an image of the data set. */
final class ExplainedPicture {
    @Option(
            names = "--label",
            paramLabel = "N",
            description = "The digit that the picture shows; of an image of the data set: what if it were an N?"
                    + " Default: the one that the network takes the picture for, or that the data set says")
    private Integer label;

    @Option(names = "--raw", description = "Take the picture as it is: of the model's size, light on dark.")
    private boolean raw;

    /** Whether there is one; options that then make no sense are refused. */
    boolean isGiven(CommandSpec command, Path picture) {
        if (picture == null && raw) {
            throw Usage.error(command, "--raw is for pictures; name a picture file");
        }
        if (picture != null && command.commandLine().getParseResult().hasMatchedOption("--index")) {
            throw Usage.error(
                    command,
                    "--index chooses an image of the data set, " + picture + " is a picture: give one" + " of the two");
        }
        return picture != null;
    }

    /** An image of the data set under another label; as it is where none is given, or its own. */
    ExplainCommand.Subject relabelled(ExplainCommand.Subject known) {
        SingleImage image = known.image();
        if (label == null || label == image.label()) {
            return known;
        }
        return new ExplainCommand.Subject(
                new SingleImage(image.pixels(), label),
                LabelOrigin.SUPPOSED,
                known.title() + "; what if it were a " + label + "?",
                known.shortName() + "-as-" + label,
                known.source());
    }

    /** @param network says what the picture shows where nobody else does */
    ExplainCommand.Subject subject(Path file, Network network, DataUse trainedOn, Console console) {
        boolean piped = StandardInput.isMeantBy(file);
        String name = piped ? StandardInput.NAME : file.toString();
        PicturePreparation preparation = PictureOptions.preparation(raw, false, trainedOn);
        Picture picture = piped ? StandardInput.read(console) : PictureFile.read(file);
        SingleImage image = SingleImage.of(picture, name, preparation, label, network);
        String shown = label == null
                ? "the network takes it for a " + image.label() + "; --label N says what it is"
                : "a " + image.label();
        return new ExplainCommand.Subject(
                image,
                label == null ? LabelOrigin.TAKEN : LabelOrigin.KNOWN,
                name + ": " + shown,
                PreparedFiles.stem(name),
                Map.of("image", name));
    }
}
