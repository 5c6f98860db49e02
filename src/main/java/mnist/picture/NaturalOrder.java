package mnist.picture;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Names as people sort them: numbers in them by their value, letters alike whether capital or small. */
final class NaturalOrder implements Comparator<String> {
    private static final Pattern BETWEEN_NUMBER_AND_TEXT = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

    @Override
    public int compare(String a, String b) {
        String[] as = BETWEEN_NUMBER_AND_TEXT.split(a, -1);
        String[] bs = BETWEEN_NUMBER_AND_TEXT.split(b, -1);
        for (int i = 0; i < Math.min(as.length, bs.length); i++) {
            int order = compareParts(as[i], bs[i]);
            if (order != 0) {
                return order;
            }
        }
        return as.length == bs.length ? a.compareTo(b) : as.length - bs.length;
    }

    private static int compareParts(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareToIgnoreCase(b);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
