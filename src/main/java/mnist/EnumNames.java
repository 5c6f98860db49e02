package mnist;

import java.util.Locale;

/** The names by which options and files call the constants of an enum: lower case, with hyphens. */
public final class EnumNames {
    private EnumNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
