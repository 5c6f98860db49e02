package mnist;

import java.util.Locale;

/** Constants of enums by the names that options and files use. */
public final class Constants {
    private Constants() {}

    public static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
