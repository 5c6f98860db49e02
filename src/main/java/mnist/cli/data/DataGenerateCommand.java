package mnist.cli.data;

import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.cli.frame.DrawingDisplay;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.data.DataException;
import mnist.data.generate.GeneratedData;
import mnist.file.OutputPlace;
import mnist.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws digits and writes them as a data set. */
@Command(
        name = "generate",
        description = {
            "Draw digits and write them as a data set: four IDX files named like MNIST's, 28 x 28 pixels.",
            "The same numbers and seed give the same bytes, on every machine. A note in the folder, SOURCE.txt, says"
                    + " that the digits are drawn, and every result obtained with them says so too."
        },
        customSynopsis = {
            "mnist data generate --out digits",
            "       mnist data generate --out few --train 1000 --test 200 --seed 7"
        })
final class DataGenerateCommand extends ReportingCommand {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the files; generated digits in it are replaced, others never.")
    private Path out;

    @Option(
            names = "--train",
            paramLabel = "N",
            defaultValue = "" + GeneratedData.DEFAULT_TRAIN,
            description = "Training images. Default: ${DEFAULT-VALUE}")
    private int train;

    @Option(
            names = "--test",
            paramLabel = "N",
            defaultValue = "" + GeneratedData.DEFAULT_TEST,
            description = "Test images. Default: ${DEFAULT-VALUE}")
    private int test;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + GeneratedData.DEFAULT_SEED,
            description = "Seed of all images. Default: ${DEFAULT-VALUE}")
    private long seed;

    private record Generated(String folder, int train, int test, long seed) {}

    @Override
    public Integer call() {
        require(train >= 1, "--train " + train + ": expected 1 image or more");
        require(test >= 1, "--test " + test + ": expected 1 image or more");
        if (RunDirectory.isRun(out)) {
            throw DataException.about(
                    out, "holds a training run, digits are not written into it", "name another folder");
        }
        OutputPlace.requireFolder(out);
        try (DrawingDisplay display = new DrawingDisplay()) {
            GeneratedData.write(out, train, test, seed, display);
        }
        Console console = console();
        console.kept("the digits are in %s", out);
        if (json) {
            console.json(new Generated(out.toString(), train, test, seed));
        } else {
            console.result("%,d training and %,d test images, seed %d, are in %s", train, test, seed, out);
            console.result("next       %s train --data %s", Console.program(), Console.quoted(out));
        }
        return ExitCodes.DONE;
    }
}
