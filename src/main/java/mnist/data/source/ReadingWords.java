package mnist.data.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.InvalidSetting;

/** What was said about reading data, each as in "resize=28x28" or "invert=true": as runs keep it. */
public final class ReadingWords {
    public static final String EQUALS = "=";

    private ReadingWords() {}

    /** @throws InvalidSetting if an option has no such value */
    public static Reading parse(List<String> given) {
        Map<String, String> byName = byName(given);
        String part = byName.getOrDefault("split", "");
        InvalidSetting.require(
                !List.of("train", "training", "test", "validation", "val").contains(part),
                "split",
                part + ": chooses one of several data sets in one place, not a part of them; write --part "
                        + part.replaceFirst("ing$", "").replaceFirst("^val$", "validation")
                        + " (train takes the training images by itself)");
        return new Reading(
                byName.get("split"),
                range(byName.get("range")),
                byName.containsKey("transpose"),
                byName.containsKey("invert"),
                size(byName.get("resize")),
                byName.get("label-column"),
                byName.get("image-array"),
                byName.get("label-array"),
                byName.containsKey("test-share") ? Double.valueOf(byName.get("test-share")) : null,
                new ClassChoice(
                        names(byName.get("classes"), "classes"),
                        merged(byName.get("merge")),
                        names(byName.get("drop"), "drop")),
                byName.get("prepare"),
                null);
    }

    private static Map<String, String> byName(List<String> given) {
        Map<String, String> byName = new HashMap<>();
        for (String option : given) {
            int equals = option.indexOf(EQUALS);
            byName.put(option.substring(0, Math.max(0, equals)), option.substring(equals + 1));
        }
        return byName;
    }

    private static List<String> names(String text, String setting) {
        if (text == null) {
            return List.of();
        }
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        InvalidSetting.require(
                names.stream().noneMatch(String::isEmpty)
                        && names.stream().distinct().count() == names.size(),
                setting,
                "'" + text + "': expected different names with commas between");
        return names;
    }

    private static Map<String, String> merged(String text) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (String group : text == null ? List.<String>of() : List.of(text.split(";", -1))) {
            int equals = group.indexOf(EQUALS);
            InvalidSetting.require(
                    equals > 0, "merge", "'" + group + "': expected a name and the classes, as in round=0,8,9");
            for (String member : names(group.substring(equals + 1), "merge")) {
                boolean first = merged.put(member, group.substring(0, equals).strip()) == null;
                InvalidSetting.require(first, "merge", member + ": is to become two classes; leave it out of one");
            }
        }
        return merged;
    }

    private static Reading.ImageSize size(String text) {
        if (text == null) {
            return null;
        }
        InvalidSetting.require(
                text.matches("[0-9]{1,4}(x[0-9]{1,4})?"),
                "resize",
                "'" + text + "': expected width and height in pixels, as in 28x28, or one number for both");
        String[] sides = text.split("x", -1);
        return new Reading.ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
    }

    private static PixelScale range(String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] ends = text.split(",", -1);
            if (ends.length == 2) {
                return new PixelScale(Double.parseDouble(ends[0].strip()), Double.parseDouble(ends[1].strip()));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new InvalidSetting("range", "'" + text + "': expected two different numbers, as in 0,16");
    }
}
