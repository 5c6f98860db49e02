package mnist.data.source;

import java.util.Comparator;

/** The order in which people sort names: numbers in them by their value, letters alike whether capital or small. */
public final class NaturalOrder {
    public static final Comparator<String> OF_NAMES = NaturalOrder::compare;

    private NaturalOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int order;
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endOfA = endOfNumber(a, i);
                int endOfB = endOfNumber(b, j);
                order = compareNumbers(a, i, endOfA, b, j, endOfB);
                i = endOfA;
                j = endOfB;
            } else {
                order = Character.compare(folded(a.charAt(i++)), folded(b.charAt(j++)));
            }
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order == 0 ? a.compareTo(b) : order;
    }

    /** Of any length: without leading zeros the longer number is the larger. */
    private static int compareNumbers(String a, int fromA, int toA, String b, int fromB, int toB) {
        int i = withoutZeros(a, fromA, toA);
        int j = withoutZeros(b, fromB, toB);
        int order = Integer.compare(toA - i, toB - j);
        while (order == 0 && i < toA) {
            order = Character.compare(a.charAt(i++), b.charAt(j++));
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
