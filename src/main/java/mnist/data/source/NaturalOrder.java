package mnist.data.source;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order in which people sort names: numbers in them by their value, letters alike whether capital or small. */
public final class NaturalOrder {
    public static final Comparator<String> OF_NAMES = NaturalOrder::compare;

    private static final Pattern BETWEEN_NUMBER_AND_TEXT = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

    private NaturalOrder() {}

    private static int compare(String a, String b) {
        int order = Arrays.compare(
                BETWEEN_NUMBER_AND_TEXT.split(a, -1), BETWEEN_NUMBER_AND_TEXT.split(b, -1), NaturalOrder::compareParts);
        return order == 0 ? a.compareTo(b) : order;
    }

    private static int compareParts(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareToIgnoreCase(b);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
