package mnist.data.numpy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.data.number.NumberType;

/**
 * A type of the elements of an array: numbers, or texts of one length.
 *
 * @param kind NumPy's letter: {@code b} for truth values, {@code u} and {@code i} for whole numbers, {@code f} for floating
 *     ones, {@code U} for texts and {@code S} for those of ASCII
 * @param bytes size of an element in the file
 */
record NpyType(char kind, int bytes) implements NumberType {
    static final NpyType UINT8 = new NpyType('u', 1);
    static final NpyType UINT16 = new NpyType('u', 2);

    /** A character of a text, as {@code U} has it. */
    static final int WIDE = 4;

    private static final int LONGEST_TEXT = 1 << 12;

    private static final Pattern DESCRIPTION = Pattern.compile("[<>|=]?([a-zA-Z])(\\d{0,9})(\\[.*])?");

    private static final Map<Character, Set<Integer>> NUMBERS = Map.of(
            'b', Set.of(1),
            'u', Set.of(1, 2, 4, 8),
            'i', Set.of(1, 2, 4, 8),
            'f', Set.of(2, 4, 8));

    private static final Map<Character, String> OTHERS = Map.of(
            'O', "Python objects",
            'c', "complex numbers",
            'V', "raw bytes",
            'M', "dates",
            'm', "lengths of time",
            'f', "long floating-point numbers",
            'U', "long texts",
            'S', "long texts",
            'a', "long texts");

    /** @param description as in the file, for example {@code <f4}; empty for a type that is not read here */
    static Optional<NpyType> of(String description) {
        Matcher matcher = DESCRIPTION.matcher(description);
        if (!matcher.matches() || matcher.group(2).isEmpty() || matcher.group(3) != null) {
            return Optional.empty();
        }
        char kind = matcher.group(1).charAt(0);
        int size = Integer.parseInt(matcher.group(2));
        if (kind == 'U' || kind == 'S') {
            return size <= LONGEST_TEXT
                    ? Optional.of(new NpyType(kind, kind == 'U' ? size * WIDE : size))
                    : Optional.empty();
        }
        boolean known = NUMBERS.getOrDefault(kind, Set.of()).contains(size);
        return known ? Optional.of(new NpyType(kind, size)) : Optional.empty();
    }

    /** What elements of a type that is not read here are, for people. */
    static String meaning(String description) {
        Matcher matcher = DESCRIPTION.matcher(description);
        String known = matcher.matches() ? OTHERS.get(matcher.group(1).charAt(0)) : null;
        return known == null ? "elements of an unknown type" : known;
    }

    /** As it stands in a file, for example {@code <f4}. */
    String description() {
        return (bytes == 1 ? "|" : "<") + kind + (kind == 'U' ? bytes / WIDE : bytes);
    }

    boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    boolean isTruth() {
        return kind == 'b';
    }

    @Override
    public boolean isUnsignedByte() {
        return equals(UINT8);
    }

    @Override
    public boolean isFloating() {
        return kind == 'f';
    }

    @Override
    public double next(ByteBuffer content) {
        return switch (kind) {
            case 'b' -> content.get() == 0 ? 0 : 1;
            case 'u' -> nextUnsigned(content);
            case 'i' -> nextSigned(content);
            case 'f' -> nextFloating(content);
            default -> throw new IllegalStateException("texts are no numbers");
        };
    }

    private double nextUnsigned(ByteBuffer content) {
        return switch (bytes) {
            case Byte.BYTES -> content.get() & 0xff;
            case Short.BYTES -> content.getShort() & 0xffff;
            case Integer.BYTES -> Integer.toUnsignedLong(content.getInt());
            default -> unsigned(content.getLong());
        };
    }

    /** Halved before it is rounded: what is shifted out goes where it decides between two neighbours. */
    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    private double nextSigned(ByteBuffer content) {
        return switch (bytes) {
            case Byte.BYTES -> content.get();
            case Short.BYTES -> content.getShort();
            case Integer.BYTES -> content.getInt();
            default -> content.getLong();
        };
    }

    private double nextFloating(ByteBuffer content) {
        return switch (bytes) {
            case Short.BYTES -> half(content.getShort());
            case Float.BYTES -> content.getFloat();
            default -> content.getDouble();
        };
    }

    /** A number of half precision (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction. */
    static double half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
        return bits < 0 ? -size : size;
    }

    /** As NumPy calls it, for example "float32". */
    @Override
    public String toString() {
        return switch (kind) {
            case 'b' -> "bool";
            case 'u' -> "uint" + bytes * Byte.SIZE;
            case 'i' -> "int" + bytes * Byte.SIZE;
            case 'f' -> "float" + bytes * Byte.SIZE;
            default -> "texts";
        };
    }
}
