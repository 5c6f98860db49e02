package mnist.cli.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidSetting;

/** Options whose value is one of a few names, and what was likely meant when it is none. */
public final class Choices {
    /** What is said of several values for an option that takes one. */
    public static final String ONE_VALUE = "; give one value, 'mnist sweep' trains with several";

    private Choices() {}

    /** The value. @throws InvalidSetting when it is none of the names, with the one it resembles */
    public static String require(String setting, String value, Collection<String> names) {
        if (!names.contains(value)) {
            throw new InvalidSetting(
                    setting,
                    "'" + value + "': "
                            + ForeignWords.value("--" + setting, value)
                                    .orElseGet(() -> "expected one of " + String.join(", ", names)
                                            + (areSeveral(value, names)
                                                    ? "; give one value"
                                                    : suggestion(value, names))));
        }
        return value;
    }

    /** The name that is meant, or that one value is enough; or nothing. */
    public static String advice(String value, Collection<String> names) {
        return areSeveral(value, names) ? ONE_VALUE : suggestion(value, names);
    }

    private static boolean areSeveral(String value, Collection<String> names) {
        String[] parts = value.split("[,;|]", -1);
        return parts.length > 1 && Stream.of(parts).allMatch(part -> names.contains(part.strip()));
    }

    /** "; did you mean sigmoid?", or nothing. */
    public static String suggestion(String value, Collection<String> names) {
        return nearest(value, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** What people write who want none of it. */
    static boolean isOff(String value) {
        return value.matches("(?i)no|off|none|0|false");
    }

    private static Optional<String> nearest(String value, Collection<String> names) {
        String wanted = plain(value);
        // Hyphens in front, which all options have, make no two of them alike.
        int tolerance = Math.max(1, wanted.replaceFirst("^-+", "").length() / 3);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .filter(name -> distance(wanted, name) <= tolerance || isStart(wanted, name))
                .or(() -> names.stream()
                        .filter(name -> wanted.length() > 2 && name.startsWith(wanted))
                        .findFirst());
    }

    /** In small letters, without a package before it or arguments behind: nn.ReLU and Adam(lr=0.1) are names, too. */
    private static String plain(String value) {
        return value.toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replaceFirst("^(?:[a-z][a-z0-9]*\\.)+(?=[a-z])", "")
                .replaceFirst("(?<=[a-z0-9])\\(.*", "");
    }

    private static boolean isStart(String wanted, String name) {
        return wanted.length() > 1 && (name.startsWith(wanted) || wanted.startsWith(name));
    }

    /** Letters to add, leave out, exchange or swap with their neighbour to get from a to b (Damerau 1964). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : Math.min(d[i - 1][j], d[i][j - 1]) + 1;
                if (i > 0 && j > 0) {
                    d[i][j] = Math.min(d[i][j], d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                }
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
