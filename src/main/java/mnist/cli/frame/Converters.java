package mnist.cli.frame;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.cli.usage.Choices;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Values of options, refused in words for people: picocli's own say that a text "is not an int". An enum's constants are
 * called by their {@code toString}, which help and completion list, in upper or lower case.
 */
public final class Converters {
    private static final String NO_NUMBER = "is not a number: expected one like 0.5";
    private static final String NOT_WHOLE = "is not a whole number: expected one like 12";

    /** In characters; who types more means something else. */
    private static final int LONGEST_NUMBER = 12;

    /** Numbers in a row, or a range; of two whole ones the comma may be that of a fraction or of thousands. */
    private static final Pattern SEVERAL = Pattern.compile(
            "[0-9.e-]+[.]{2}[0-9.e-]+|(?:[0-9]*[.]|[0-9]+e)[0-9e-]+(,[0-9.e-]+)+|[0-9]{1,2}(,[0-9]{1,2}){2,}");

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,4})/([1-9]\\d{0,3})");

    private Converters() {}

    /** For the command and its subcommands so far. */
    public static void register(CommandLine commandLine) {
        ITypeConverter<Integer> ints = whole(Integer::valueOf, Integer.MAX_VALUE);
        ITypeConverter<Long> longs = whole(Long::valueOf, Long.MAX_VALUE);
        ITypeConverter<Float> floats = converter(Converters::inFloat, Converters::whyNoFloat);
        ITypeConverter<Double> doubles = converter(Double::valueOf, text -> NO_NUMBER + likely(text, false));
        commandLine
                .registerConverter(int.class, ints)
                .registerConverter(Integer.class, ints)
                .registerConverter(long.class, longs)
                .registerConverter(Long.class, longs)
                .registerConverter(float.class, floats)
                .registerConverter(Float.class, floats)
                .registerConverter(double.class, doubles)
                .registerConverter(Double.class, doubles);
        commandLine.registerConverter(Path.class, text -> {
            if (text.isBlank()) {
                throw new TypeConversionException("is empty: name a file or a folder, or leave it out");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException(Usage.noFileName(e));
            }
        });
        registerEnums(commandLine, commandLine.getCommandSpec());
    }

    private static void registerEnums(CommandLine commandLine, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            for (Class<?> type : option.auxiliaryTypes()) {
                if (type.isEnum()) {
                    registerEnum(commandLine, type);
                }
            }
        }
        command.subcommands().values().forEach(below -> registerEnums(commandLine, below.getCommandSpec()));
    }

    private static <E> void registerEnum(CommandLine commandLine, Class<E> type) {
        commandLine.registerConverter(type, text -> {
            List<String> names = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                if (constant.toString().equalsIgnoreCase(text)) {
                    return constant;
                }
                names.add(constant.toString());
            }
            throw new TypeConversionException(
                    "'" + text + "': expected one of " + String.join(", ", names) + Choices.advice(text, names));
        });
    }

    /** What 32 bits hold; of a larger or smaller number only infinity or 0 would be left. */
    private static Float inFloat(String text) {
        float number = Float.parseFloat(text);
        if (Float.isNaN(number) || Float.isInfinite(number) || (number == 0 && Double.parseDouble(text) != 0)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static String whyNoFloat(String text) {
        try {
            double number = Math.abs(Double.parseDouble(text));
            return Double.isNaN(number)
                    ? NO_NUMBER
                    : number > 1
                            ? "is beyond 3.4e38, the largest number of 32 bits: expected one like 0.1"
                            : "is below 1.4e-45, the smallest number of 32 bits: expected one like 0.1, or 0";
        } catch (NumberFormatException e) {
            return NO_NUMBER + likely(text, false);
        }
    }

    private static <T> ITypeConverter<T> whole(Function<String, T> parse, long most) {
        return converter(
                parse,
                text -> text.matches("[+-]?\\d+") ? "is beyond " + most + " in size" : NOT_WHOLE + likely(text, true));
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parse, Function<String, String> complaint) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' " + complaint.apply(text));
            }
        };
    }

    /** "; did you mean 0.1?" for a number in another form: 0,1 or 98% or 60,000; nothing where none is meant. */
    private static String likely(String text, boolean whole) {
        if (text.matches("[^,; ]+[,; ]+-*[a-z][\\w-]*=.*")) {
            return "; options are separated by blanks, as in --epochs 5 --lr 0.1";
        }
        if (SEVERAL.matcher(text).matches()) {
            return Choices.ONE_VALUE;
        }
        String bare = plain(text, whole);
        boolean thousands = bare.matches("[+-]?\\d{1,3}([,_' ]\\d{3})+");
        if (whole && (bare.endsWith("%") || (!thousands && bare.matches("\\d+(,\\d+)+")))) {
            return bare.endsWith("%") ? "" : Choices.ONE_VALUE;
        }
        String plain =
                thousands && whole ? bare.replaceAll("[,_' ]", "") : bare.replaceFirst("^([+-]?\\d*),(\\d+)", "$1.$2");
        try {
            BigDecimal number = number(plain);
            String meant = whole
                    ? Long.toString(number.longValueExact())
                    : plain.endsWith("%") ? number.toPlainString() : plain;
            return "; did you mean " + meant + "?";
        } catch (ArithmeticException | NumberFormatException e) {
            return "";
        }
    }

    /** Without signs around it; a fraction as a decimal, a power of ten as 1e-3, a whole number without its unit. */
    private static String plain(String text, boolean whole) {
        String bare = text.strip().replaceFirst("^=+", "").replaceFirst("[,;.]+$", "");
        Matcher fraction = FRACTION.matcher(bare);
        if (!whole && fraction.matches()) {
            return new BigDecimal(fraction.group(1))
                    .divide(new BigDecimal(fraction.group(2)), new MathContext(3))
                    .toPlainString();
        }
        return whole
                ? bare.replaceFirst("^(\\d+) ?[a-zA-Z]{2,}$|^(\\d+)[a-jl-zA-JL-Z]$", "$1$2")
                : bare.replaceFirst("^10(?:\\^|\\*\\*)(-?\\d{1,2})$", "1e$1");
    }

    private static BigDecimal number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new NumberFormatException();
        }
        String digits = text.substring(0, Math.max(0, text.length() - 1));
        if (text.endsWith("%")) {
            return new BigDecimal(digits).movePointLeft(2);
        }
        return text.matches(".*[kK]") ? new BigDecimal(digits).movePointRight(3) : new BigDecimal(text);
    }
}
