package mnist.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Options whose value is one of a few names, and what was likely meant when it is none. */
final class Choices {
    private Choices() {}

    /** The value. @throws IllegalArgumentException when it is none of the names, with the one it resembles */
    static String require(String option, String value, Collection<String> names) {
        if (!names.contains(value)) {
            throw new IllegalArgumentException(option + " '" + value + "': expected one of " + String.join(", ", names)
                    + suggestion(value, names));
        }
        return value;
    }

    /** "; did you mean sigmoid?", or nothing. */
    static String suggestion(String value, Collection<String> names) {
        return nearest(value, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    private static Optional<String> nearest(String value, Collection<String> names) {
        String wanted = value.toLowerCase(Locale.ROOT).replace('_', '-');
        int tolerance = Math.max(1, wanted.length() / 3);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .filter(name -> distance(wanted, name) <= tolerance || isStart(wanted, name));
    }

    private static boolean isStart(String wanted, String name) {
        return wanted.length() > 1 && (name.startsWith(wanted) || wanted.startsWith(name));
    }

    /** Letters to add, leave out or exchange to get from a to b (Levenshtein 1965). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(exchanged, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
