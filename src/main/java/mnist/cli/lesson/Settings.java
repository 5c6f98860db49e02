package mnist.cli.lesson;

import java.util.List;
import java.util.Map;
import mnist.InvalidSetting;

/** The settings of a lesson, as words of {@code train}. */
record Settings(Map<String, String> values) {
    /** How many of the training images are used, 0 for all. */
    static final String IMAGES = "images";

    String get(String name) {
        return values.get(name);
    }

    /** @throws InvalidSetting if it is no whole number from 1 on */
    int count(String name) {
        String value = get(name);
        InvalidSetting.require(
                value.matches("[1-9][0-9]{0,8}"), name, "must be a whole number, at least 1; found " + value);
        return Integer.parseInt(value);
    }

    /** @throws InvalidSetting if it is no number */
    double number(String name) {
        try {
            return Double.parseDouble(get(name));
        } catch (NumberFormatException e) {
            throw new InvalidSetting(name, "must be a number; found " + get(name));
        }
    }

    /** So many layers of a width, as {@code --hidden} has them. */
    static String layers(int depth, String width) {
        return String.join(",", java.util.Collections.nCopies(depth, width));
    }

    /** What most lessons tell {@code train} of all their runs. */
    List<String> length() {
        return List.of("--epochs", get("epochs"), "--limit", get(IMAGES));
    }
}
