package mnist.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Help and version: the ways in which people ask for them, and an answer that fits the terminal. */
public final class HelpRequests implements IExecutionStrategy {
    private static final String HELP = "--help";

    /** Commands that hold others. */
    private static final Set<String> GROUPS = Set.of("data", "sweep");

    private final IExecutionStrategy others;

    /** @param others runs what is no request for help */
    public HelpRequests(IExecutionStrategy others) {
        this.others = others;
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!last.isUsageHelpRequested()) {
            return others.execute(parsed);
        }
        CommandLine command = last.commandSpec().commandLine();
        boolean onlyHolds = command.getCommandSpec().unmatchedArgsBindings().isEmpty();
        if (onlyHolds
                && !last.unmatched().isEmpty()
                && !command.getSubcommands().isEmpty()) {
            // About a command that does not exist.
            throw new UnmatchedArgumentException(command, last.unmatched());
        }
        if (Console.outWidth() >= Console.WIDTH) {
            return others.execute(parsed);
        }
        Console.of(command).results(NarrowHelp.of(command.getUsageMessage(), Console.outWidth()));
        return ExitCodes.DONE;
    }

    /** "train --help" for "help train" and "--help train"; "--version" for "version"; anything else as it is. */
    public static String[] plain(String... words) {
        if (words.length == 0) {
            return words;
        }
        List<String> rest = List.of(words).subList(1, words.length);
        boolean help = words[0].equals("help") || (List.of("-h", HELP).contains(words[0]) && isCommand(rest));
        if (help) {
            return Stream.concat(rest.stream(), Stream.of(HELP)).toArray(String[]::new);
        }
        if (words[0].equals("version") && rest.isEmpty()) {
            return new String[] {"--version"};
        }
        if (GROUPS.contains(words[0]) && !rest.isEmpty()) {
            return Stream.concat(Stream.of(words[0]), Arrays.stream(plain(rest.toArray(String[]::new))))
                    .toArray(String[]::new);
        }
        return words;
    }

    private static boolean isCommand(List<String> words) {
        return !words.isEmpty() && !words.get(0).startsWith("-");
    }
}
