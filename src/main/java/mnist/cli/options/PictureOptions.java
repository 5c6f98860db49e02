package mnist.cli.options;

import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.data.DataException;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How people's own pictures become what a network expects. */
public final class PictureOptions {
    @Option(names = "--many", description = "Pictures show several digits in a row: read them from left to right.")
    public boolean many;

    @Mixin
    public PreparationOptions preparation;

    @Option(
            names = "--save-prepared",
            paramLabel = "DIR",
            description = "Write what the network saw as NAME.prepared.png into this folder.")
    public Path savePrepared;

    /** Whether a file stands for a picture that a program before ours writes into a pipe. */
    public static boolean isStandardInput(Path file) {
        return file.equals(Path.of("-"));
    }

    /** The picture's file, for messages. */
    public static String name(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }

    /** The last part of a path without its ending, of characters that are safe in names everywhere. */
    public static String stem(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return (dot > 0 ? last.substring(0, dot) : last).replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }

    /**
     * Reads a picture and prepares it for a model.
     *
     * @throws DataException if there is no picture, or nothing can be made of it
     * @throws ParameterException if a person would have to type it
     */
    public static PicturePreparation.Prepared prepared(Path file, PicturePreparation preparation, Console console) {
        String name = name(file);
        try {
            return preparation.prepare(read(file, console), name);
        } catch (OutOfMemoryError e) {
            // Nothing of the picture is kept, so that the next one finds the memory free.
            throw PictureFile.tooLargeForMemory(
                    name, Runtime.getRuntime().maxMemory() / 1_000_000, "one that takes more");
        }
    }

    private static Picture read(Path file, Console console) {
        if (!isStandardInput(file)) {
            return PictureFile.read(file);
        }
        if (Console.inIsTerminal()) {
            throw console.usageError("standard input is a terminal; send a picture into it: " + console.command()
                    + " MODEL - < my-seven.png");
        }
        return PictureFile.read(System.in, name(file));
    }
}
