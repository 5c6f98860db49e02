package mnist.cli.completion;

import java.util.stream.Collectors;
import mnist.cli.completion.Completed.Option;
import mnist.cli.completion.Completed.Value;
import picocli.CommandLine;

/** Completions for fish, which finds them by the program's name. */
public final class FishCompletion {
    /** In a folder {@code vendor_completions.d}. */
    public static final String FILE = "mnist.fish";

    private static final String FUNCTIONS = """
            # The command that was typed so far, as in "data fetch".
            function __mnist_command
                set -l found ""
                for word in (commandline -opc)[2..-1]
                    set -l longer (string trim -- "$found $word")
                    if contains -- "$longer" %s
                        set found $longer
                    end
                end
                echo $found
            end

            function __mnist_is
                test (__mnist_command) = "$argv"
            end

            complete -c mnist -f
            """;

    private FishCompletion() {}

    public static String of(CommandLine program) {
        Completed all = Completed.of(program);
        String paths = all.all()
                .map(Completed::path)
                .filter(path -> !path.isEmpty())
                .map(FishCompletion::quoted)
                .collect(Collectors.joining(" "));
        return "# Completion of mnist for fish.\n\n"
                + FUNCTIONS.formatted(paths)
                + all.all().map(FishCompletion::lines).collect(Collectors.joining());
    }

    private static String lines(Completed command) {
        String start = "complete -c mnist -n " + quoted("__mnist_is " + command.path()) + " ";
        StringBuilder lines = new StringBuilder("\n");
        for (Completed below : command.below()) {
            lines.append(start)
                    .append("-a ")
                    .append(below.name())
                    .append(" -d ")
                    .append(quoted(below.meaning()))
                    .append('\n');
        }
        for (Option option : command.options()) {
            lines.append(start).append(option(option)).append('\n');
        }
        if (command.operand() != null && command.below().isEmpty()) {
            lines.append(start).append(found(command.operand())).append('\n');
        }
        return lines.toString();
    }

    private static String option(Option option) {
        String names = option.names().stream()
                .map(name -> (name.startsWith("--") ? "-l " : name.length() == 2 ? "-s " : "-o ")
                        + name.replaceFirst("^--?", ""))
                .collect(Collectors.joining(" "));
        // What may be absent follows an equals sign, which fish does not ask for.
        boolean asked = option.value() != null && !option.value().optional();
        return names + " -d " + quoted(option.meaning()) + (asked ? " -r " + found(option.value()) : "");
    }

    /** Words and files; neither where anything may stand. */
    private static String found(Value value) {
        String words = value.words().isEmpty() ? "" : " -a " + quoted(String.join(" ", value.words()));
        return (value.isFile() ? "-F" : "-f") + words;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
