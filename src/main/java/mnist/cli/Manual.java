package mnist.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.cli.completion.FishCompletion;
import mnist.cli.completion.PowerShellCompletion;
import mnist.cli.completion.ZshCompletion;
import mnist.cli.help.ManPage;
import mnist.cli.sweep.SweepCommand;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes what belongs beside an installed program: a man page per command, and the completion of the command line for bash,
 * zsh, fish and PowerShell. {@code make install} calls it.
 */
public final class Manual {
    /** The name by which bash-completion finds the file when somebody completes "mnist". */
    static final String COMPLETION = "mnist.bash";

    private static final String COMPLETE_ARGUMENTS = """
            # What picocli's function expects: every option's value in a word of its own, without equals signs.
            function _mnist_complete() {
              local -a words=()
              local word i prefix=""
              for ((i = 0; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                case $word in
                  =) [ "$i" -lt "$COMP_CWORD" ] || words+=("") ;;
                  --*=*)
                    words+=("${word%%=*}" "${word#*=}")
                    [ "$i" -lt "$COMP_CWORD" ] || prefix=${word%%=*}=
                    ;;
                  *) words+=("$word") ;;
                esac
              done
              local -a COMP_WORDS=("${words[@]}")
              local COMP_CWORD=$((${#words[@]} - 1))
              COMPREPLY=()
              _complete_mnist
              local option=
              [ "$COMP_CWORD" -le 1 ] || option=${COMP_WORDS[COMP_CWORD-1]}
              case $option in --resume | --from) COMPREPLY=() ;; esac
              case $option in
                --resume | --from | --data)
                  type compopt &>/dev/null && compopt -o filenames
                  local IFS=$'\n'
                  COMPREPLY+=($(compgen -d -- "${COMP_WORDS[COMP_CWORD]}"))
                  ;;
              esac
              if [ -n "$prefix" ] && [ "${#COMPREPLY[@]}" -gt 0 ]; then
                COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
              fi
            }

            """;

    private Manual() {}

    /** @param args the folder to write to, which is created if need be */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** @throws IOException if the folder cannot be written to */
    public static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        writePages(folder, Main.commandLine());
        CommandLine program = Main.commandLine();
        SweepCommand.offerTrainOptions(program);
        Files.writeString(folder.resolve(COMPLETION), completion(program));
        Files.writeString(folder.resolve(ZshCompletion.FILE), ZshCompletion.of(program));
        Files.writeString(folder.resolve(FishCompletion.FILE), FishCompletion.of(program));
        Files.writeString(folder.resolve(PowerShellCompletion.FILE), PowerShellCompletion.of(program));
    }

    private static void writePages(Path folder, CommandLine command) throws IOException {
        Files.writeString(folder.resolve(ManPage.name(command.getCommandSpec()) + ".1"), ManPage.of(command));
        for (CommandLine below : command.getSubcommands().values()) {
            writePages(folder, below);
        }
    }

    /**
     * picocli's script, with what it lacks. It does not know values after an equals sign, which bash makes a word of its
     * own and zsh leaves in the option's; nor options that take a name or a folder, or a folder alone; and it registers itself for names that
     * no program of ours has.
     */
    private static String completion(CommandLine program) {
        String script = AutoComplete.bash(program.getCommandName(), program);
        int registration = script.lastIndexOf("# Define a completion specification");
        if (registration < 0) {
            throw new IllegalStateException("picocli's script ends in another way than it used to");
        }
        return script.substring(0, registration)
                + COMPLETE_ARGUMENTS
                + "complete -F _mnist_complete -o default mnist\n";
    }
}
