package mnist.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts that are held out in turn, so that every image is held out once (cross-validation). The second of
 * three is written 2/3.
 *
 * @param number from 1
 */
public record Fold(int number, int of) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

    /** @throws IllegalArgumentException that says what a fold is, unless it is one of at least two */
    public Fold {
        if (of < 2 || number < 1 || number > of) {
            throw new IllegalArgumentException("expected one of several folds, for example 2/3, the second of three");
        }
    }

    /** @throws IllegalArgumentException as the constructor */
    public static Fold parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new Fold(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new Fold(0, 0);
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
