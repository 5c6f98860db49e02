package mnist.cli.frame;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The ways in which people ask for help and version, as options behind the command. */
public final class HelpWords {
    private static final String HELP = "--help";

    /** Of commands that only hold others. */
    private static final String GROUP = "data";

    private HelpWords() {}

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
        if (words[0].equals(GROUP) && !rest.isEmpty()) {
            return Stream.concat(Stream.of(GROUP), Arrays.stream(plain(rest.toArray(String[]::new))))
                    .toArray(String[]::new);
        }
        return words;
    }

    private static boolean isCommand(List<String> words) {
        return !words.isEmpty() && !words.get(0).startsWith("-");
    }
}
