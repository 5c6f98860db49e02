package mnist.cli.options;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
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

    /** Stands for a picture that a program before ours writes into a pipe. */
    public static final Path STANDARD_INPUT = Path.of("-");

    /** Whether a file stands for a picture that a program before ours writes into a pipe. */
    public static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
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
     * @throws picocli.CommandLine.ParameterException if a person would have to type it
     */
    public static PicturePreparation.Prepared prepared(Path file, PicturePreparation preparation, Console console) {
        String name = name(file);
        return prepared(
                name,
                preparation,
                () -> isStandardInput(file) ? PictureFile.read(standardInput(console), name) : PictureFile.read(file));
    }

    /** As {@link #prepared(Path, PicturePreparation, Console)}, for a picture from wherever. */
    public static PicturePreparation.Prepared prepared(
            String name, PicturePreparation preparation, Supplier<Picture> picture) {
        try {
            return preparation.prepare(picture.get(), name);
        } catch (OutOfMemoryError e) {
            // Nothing of the picture is kept, so that the next one finds the memory free.
            throw PictureFile.tooLargeForMemory(
                    name, Runtime.getRuntime().maxMemory() / 1_000_000, "one that takes more");
        }
    }

    /** Standard input. @throws picocli.CommandLine.ParameterException if a person would have to type it */
    public static InputStream standardInput(Console console) {
        if (Console.inIsTerminal()) {
            throw console.usageError("standard input is a terminal; send a picture into it: " + console.command()
                    + " MODEL - < my-seven.png");
        }
        return System.in;
    }
}
