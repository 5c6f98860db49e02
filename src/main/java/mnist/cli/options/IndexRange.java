package mnist.cli.options;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import mnist.InvalidSetting;
import picocli.CommandLine.TypeConversionException;

/**
 * Positions of images in a row, as one types them: {@code 7}, {@code 0..99} with both ends, or {@code all}.
 *
 * @param last {@link #END} for the last there is
 */
record IndexRange(String typed, long first, long last) {
    private static final String ALL = "all";
    private static final long END = Long.MAX_VALUE;
    private static final Pattern FORM = Pattern.compile("([+-]?\\d+)(?:\\.\\.(\\d+))?");

    /** @throws TypeConversionException if the text has no such meaning */
    static IndexRange parse(String text) {
        if (text.equals(ALL)) {
            return new IndexRange(text, 0, END);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no position: expected a whole number like 12, a range like 0..99, or all"
                            + (text.matches("[\\[({].*") ? "; leave the brackets out" : "")
                            + (text.matches("[0-9]+[-:][0-9]+")
                                    ? "; did you mean " + text.replaceFirst("[-:]", "..") + "?"
                                    : ""));
        }
        try {
            long first = Long.parseLong(form.group(1));
            long last = form.group(2) == null ? first : Long.parseLong(form.group(2));
            if (last < first) {
                throw new TypeConversionException(
                        "'" + text + "' goes backwards: expected the lower number first, " + last + ".." + first);
            }
            return new IndexRange(text, first, last);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is beyond " + Long.MAX_VALUE + " in size");
        }
    }

    /**
     * All of them.
     *
     * @param where the images are, for messages
     * @param size how many images there are
     * @throws InvalidSetting if one of them is not there
     */
    LongStream among(String where, long size) {
        long until = last == END ? size - 1 : last;
        InvalidSetting.require(
                first >= 0 && until < size && (size > 0 || last == END),
                "index",
                typed + ": " + where + " has " + numbered(size));
        return LongStream.rangeClosed(first, until);
    }

    /** "60 images, numbered 0 to 59". */
    static String numbered(long size) {
        return size == 0 ? "no images" : String.format(Locale.ROOT, "%,d images, numbered 0 to %d", size, size - 1);
    }
}
