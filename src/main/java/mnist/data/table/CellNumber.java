package mnist.data.table;

import java.util.stream.IntStream;

/** Reads numbers in cells. */
final class CellNumber {
    private static final int SHORT = 4;

    /** So many digits fit a long. */
    private static final int MOST_DIGITS = 18;

    /** Whole numbers up to here are exact as double. */
    private static final long MOST_EXACT = 1L << 53;

    /** These are exact, too. */
    private static final double[] POWERS_OF_TEN = IntStream.rangeClosed(0, MOST_DIGITS)
            .mapToDouble(n -> Double.parseDouble("1e" + n))
            .toArray();

    /** Longer than any number that a program writes. */
    private static final int LONGEST = 400;

    private CellNumber() {}

    /** A whole number of one to four digits and nothing else, as most pixels are; -1 if it is something else. */
    static int small(char[] chars, int offset, int length) {
        if (length == 0 || length > SHORT) {
            return -1;
        }
        int value = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /**
     * A number of digits and one point, as in 0.25; NaN if it is something else, or too long. It is what {@link #of} makes of
     * it, as the quotient of two exact numbers is rounded once, but needs no text: tables have millions of them.
     */
    static double decimal(char[] chars, int offset, int length) {
        long digits = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            int digit = chars[offset + i] - '0';
            if (digit >= 0 && digit <= 9 && i <= MOST_DIGITS) {
                digits = digits * 10 + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        boolean exact = point >= 0 && length > 1 && digits <= MOST_EXACT;
        return exact ? digits / POWERS_OF_TEN[length - 1 - point] : Double.NaN;
    }

    /** Any finite number, with blanks around it; NaN if it is none. */
    static double of(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.length() > LONGEST || !isOfNumber(text)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** What Java reads beside that, as in 1f or 0x1p3, is no number in a table. */
    private static boolean isOfNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && ".-+eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
