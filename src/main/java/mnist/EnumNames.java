package mnist;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names by which options and files call the constants of an enum: lower case, with hyphens. */
public final class EnumNames {
    private EnumNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of this name.
     *
     * @throws IllegalArgumentException that lists the names there are
     */
    public static <E extends Enum<E>> E find(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is none of " + list(type));
    }

    /** "sigmoid, tanh, relu". */
    public static String list(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumNames::of).collect(Collectors.joining(", "));
    }
}
