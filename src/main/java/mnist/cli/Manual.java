package mnist.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.cli.frame.BashCompletion;
import mnist.cli.frame.ManPage;
import picocli.CommandLine;

/**
 * Writes what belongs beside an installed program: a man page per command, and the completion of the command line for bash
 * (and zsh, by its bashcompinit). {@code make install} calls it.
 */
public final class Manual {
    /** The name by which bash-completion finds the file when somebody completes "mnist". */
    static final String COMPLETION = "mnist.bash";

    private Manual() {}

    /** @param args the folder to write to, which is created if need be */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** @throws IOException if the folder cannot be written to */
    public static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        CommandLine program = Main.commandLine();
        Files.writeString(folder.resolve(COMPLETION), BashCompletion.of(program));
        writePages(folder, program);
    }

    private static void writePages(Path folder, CommandLine command) throws IOException {
        Files.writeString(folder.resolve(ManPage.name(command.getCommandSpec()) + ".1"), ManPage.of(command));
        for (CommandLine below : command.getSubcommands().values()) {
            writePages(folder, below);
        }
    }
}
