package mnist.cli.model;

import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.data.DataException;
import mnist.picture.Picture;
import mnist.picture.PictureFile;

/** A picture that a program before ours writes into a pipe; its file is named "-". */
public final class StandardInput {
    /** In the place of a file's name, in what is said of the picture. */
    public static final String NAME = "standard input";

    private static final Path FILE = Path.of("-");

    private StandardInput() {}

    public static boolean isMeantBy(Path file) {
        return file.equals(FILE);
    }

    /** @throws DataException if there is no picture @throws ParameterException if a person would have to type it */
    public static Picture read(Console console) {
        if (Console.inIsTerminal()) {
            throw console.usageError("standard input is a terminal; send a picture into it: " + console.command()
                    + " MODEL - < my-seven.png");
        }
        return PictureFile.read(System.in, NAME);
    }
}
