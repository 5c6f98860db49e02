package mnist.store.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.InvalidSetting;
import mnist.data.Pixels;

/**
 * What a network was shown for a pixel's byte p: scale p + shift.
 *
 * @param text as it was said
 */
public record InputScale(double scale, double shift, String text) {
    private static final String NUMBER = "([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\.\\." + NUMBER);
    private static final Pattern NORMALIZED = Pattern.compile(NUMBER + "," + NUMBER);
    private static final int WHITE = 255;

    /** How this program shows them itself. */
    public static final InputScale OURS = new InputScale(Pixels.SCALE, 0, "0..2");

    /**
     * Of {@code 0..1} (p/255), {@code -1..1} or any other range for bytes from 0 to 255; or of a mean and a standard
     * deviation of p/255, as torchvision's Normalize has them: {@code 0.1307,0.3081}.
     *
     * @throws InvalidSetting if it is neither
     */
    public static InputScale parse(String text) {
        Matcher range = RANGE.matcher(text);
        Matcher normalized = NORMALIZED.matcher(text);
        if (range.matches()) {
            double first = Double.parseDouble(range.group(1));
            return of((Double.parseDouble(range.group(2)) - first) / WHITE, first, text);
        }
        if (normalized.matches()) {
            double mean = Double.parseDouble(normalized.group(1));
            double deviation = Double.parseDouble(normalized.group(2));
            requireShares(mean, deviation, text);
            return of(1 / (WHITE * deviation), -mean / deviation, text);
        }
        throw refused(text);
    }

    /** A range that was written with a comma is a mean and a deviation that no shares of white have. */
    private static void requireShares(double mean, double deviation, String text) {
        InvalidSetting.require(
                mean >= 0 && mean <= 1 && deviation > 0 && deviation <= 1,
                "pixels",
                text + ": expected MEAN,STD of p/255, a mean from 0 to 1 and a deviation above 0 up to 1, as in"
                        + " 0.1307,0.3081; "
                        + cure(mean, deviation, text));
    }

    private static String cure(double mean, double deviation, String text) {
        if (mean <= 0 && deviation > mean) {
            return "did you mean " + text.replace(",", "..") + "?";
        }
        return mean > 1 || deviation > 1 ? "divide those of p by 255" : "check them";
    }

    /** What it means, for people. */
    public String described() {
        return NORMALIZED.matcher(text).replaceFirst("mean $1, deviation $2");
    }

    private static InputScale of(double scale, double shift, String text) {
        if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(shift)) {
            throw refused(text);
        }
        return new InputScale(scale, shift, text);
    }

    private static InvalidSetting refused(String text) {
        return new InvalidSetting(
                "pixels",
                "'" + text + "': expected what the network was shown for black and white, as in 0..1, 0..255 or -1..1,"
                        + " or mean and deviation, as in 0.1307,0.3081"
                        + (text.matches("-?[0-9.]+[-:][0-9.]+")
                                ? "; did you mean " + text.replaceFirst("[-:]([0-9.]+)$", "..$1") + "?"
                                : ""));
    }

    /** What the network was shown, seen through a further step: factor x + term. */
    public InputScale then(double factor, double term) {
        return new InputScale(factor * scale, factor * shift + term, text);
    }
}
