package mnist.data.augment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.InvalidSetting;

/**
 * How much images are changed, fresh for every image in every epoch; see {@link Augmenter}. Each "up to" is the end of a
 * uniform range around no change.
 *
 * @param shift up to so many pixels, in both directions
 * @param rotation up to so many degrees
 * @param shear horizontally, up to so many degrees
 * @param scale horizontally and vertically, each up to this fraction, for example 0.15
 * @param alpha strength of the elastic displacement: alpha x blurred uniform(-1, 1) noise (Simard, Steinkraus, Platt: "Best
 *     practices for convolutional neural networks applied to visual document analysis", ICDAR 2003), in pixels
 * @param sigma standard deviation of that blur, in pixels
 * @param thickness up to so many pixels, at most 1, that the edges of strokes move outward or inward
 * @param erase probability that a rectangle, up to 0.4 of the image high and wide, is wiped out
 * @param noise standard deviation of what is added to every pixel, as a fraction of full ink
 * @param gentle classes that bear only half the rotation and shear: else 1 and 7 turn into each other
 */
public record Augmentation(
        float shift,
        float rotation,
        float shear,
        float scale,
        float alpha,
        float sigma,
        float thickness,
        float erase,
        float noise,
        List<Integer> gentle) {
    /** Share of rotation and shear for the gentle classes. */
    public static final float GENTLE_SHARE = 0.5f;

    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 5, 0, 0, 0, List.of());

    private static final List<Integer> ONE_AND_SEVEN = List.of(1, 7);

    /** Elastic displacement alone, as in Simard's paper. */
    public static final Augmentation SIMARD = new Augmentation(0, 0, 0, 0, 34, 4, 0, 0, 0, List.of());

    /** After Ciresan, Meier, Gambardella, Schmidhuber: "Deep, big, simple neural nets", Neural Computation 22 (2010). */
    public static final Augmentation CIRESAN = new Augmentation(0, 15, 15, 0.15f, 36, 5.5f, 0, 0, 0, ONE_AND_SEVEN);

    private static final Map<String, Augmentation> NAMED =
            new TreeMap<>(Map.of("none", NONE, "simard", SIMARD, "ciresan", CIRESAN));

    public Augmentation {
        gentle = List.copyOf(gentle);
        within("shift", shift, 0, 1000);
        within("rotation", rotation, 0, 180);
        within("shear", shear, 0, 60);
        within("scale", scale, 0, 0.9f);
        within("alpha", alpha, 0, 10_000);
        within("sigma", sigma, 1, 100);
        within("thickness", thickness, 0, 1);
        within("erase", erase, 0, 1);
        within("noise", noise, 0, 1);
        require(gentle.stream().allMatch(label -> label >= 0), "gentle classes are numbers from 0, not " + gentle);
        require(gentle.stream().distinct().count() == gentle.size(), "gentle names a class twice: " + gentle);
    }

    /** What {@link #parse} takes by name. */
    public static Collection<String> names() {
        return NAMED.keySet();
    }

    /** What {@link #parse} takes with a value. */
    public static List<String> settings() {
        List<String> names = new ArrayList<>();
        NONE.describe((name, value) -> names.add(name));
        return names;
    }

    /** @throws InvalidSetting when a gentle class is none of these many */
    public void requireClasses(int classes) {
        require(
                gentle.stream().allMatch(label -> label < classes),
                "gentle=" + gentleClasses() + ": expected classes from 0 to " + (classes - 1));
    }

    /** Whether images stay as they are. */
    public boolean isNone() {
        return !turns() && shift == 0 && scale == 0 && alpha == 0 && thickness == 0 && erase == 0 && noise == 0;
    }

    /**
     * Reads what {@link #toString()} gives, or what users write: a name (none, simard, ciresan), settings as
     * {@code rotation=15,scale=0.1,gentle=1+7}, or a name followed by settings that replace its own.
     *
     * @throws InvalidSetting "augmentation", with what is wrong
     */
    public static Augmentation parse(String text) {
        Augmentation base = NONE;
        Map<String, String> settings = new TreeMap<>();
        for (String word : List.of(text.trim().toLowerCase(Locale.ROOT).split(",", -1))) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                base = named(word.trim());
            } else {
                String name = word.substring(0, equals).trim();
                require(
                        settings.put(name, word.substring(equals + 1).trim()) == null,
                        name + " stands there twice: leave one out");
            }
        }
        Augmentation read = base.with(settings);
        if (!settings.isEmpty()) {
            read.requireEffect(settings);
        }
        return read;
    }

    private void requireEffect(Map<String, String> settings) {
        require(!isNone(), "changes nothing: give amounts, for example rotation=10");
        require(
                !settings.containsKey("sigma") || alpha != 0,
                "sigma has no effect without alpha: give both, for example alpha=36,sigma=5.5");
        require(
                !settings.containsKey("gentle") || gentle.isEmpty() || turns(),
                "gentle has no effect without rotation or shear");
    }

    private boolean turns() {
        return rotation != 0 || shear != 0;
    }

    /** What has an effect, as {@link #parse} reads it. */
    @Override
    public String toString() {
        if (isNone()) {
            return "none";
        }
        List<String> words = new ArrayList<>();
        describe((name, value) -> {
            boolean idle = switch (name) {
                case "sigma" -> alpha == 0;
                case "gentle" -> gentle.isEmpty() || !turns();
                default -> value.equals(0f);
            };
            if (!idle) {
                words.add(name + "=" + value);
            }
        });
        return String.join(",", words);
    }

    private void describe(BiConsumer<String, Object> consumer) {
        consumer.accept("shift", shift);
        consumer.accept("rotation", rotation);
        consumer.accept("shear", shear);
        consumer.accept("scale", scale);
        consumer.accept("alpha", alpha);
        consumer.accept("sigma", sigma);
        consumer.accept("thickness", thickness);
        consumer.accept("erase", erase);
        consumer.accept("noise", noise);
        consumer.accept("gentle", gentleClasses());
    }

    private String gentleClasses() {
        return gentle.stream().map(String::valueOf).collect(Collectors.joining("+"));
    }

    private static Augmentation named(String name) {
        Augmentation found = NAMED.get(name);
        require(
                found != null,
                "'%s' is not known; choose %s, or settings such as rotation=15,scale=0.15"
                        .formatted(name, String.join(", ", NAMED.keySet())));
        return found;
    }

    private Augmentation with(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>();
        describe((name, value) -> all.put(name, value.toString()));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String names = String.join(", ", all.keySet());
            require(
                    all.replace(setting.getKey(), setting.getValue()) != null,
                    "has no setting '%s'; it has %s".formatted(setting.getKey(), names));
        }
        return new Augmentation(
                number(all, "shift"),
                number(all, "rotation"),
                number(all, "shear"),
                number(all, "scale"),
                number(all, "alpha"),
                number(all, "sigma"),
                number(all, "thickness"),
                number(all, "erase"),
                number(all, "noise"),
                classes(all.get("gentle")));
    }

    private static float number(Map<String, String> settings, String name) {
        return read(name, settings.get(name), "a number", Float::parseFloat);
    }

    private static List<Integer> classes(String text) {
        List<Integer> classes = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split("\\+", -1)) {
            classes.add(read("gentle", word, "class numbers such as 1+7", Integer::parseInt));
        }
        return classes;
    }

    private static <T> T read(String name, String text, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new InvalidSetting("augmentation", "%s=%s: expected %s".formatted(name, text, expected));
        }
    }

    private static void within(String name, float value, float least, float most) {
        require(value >= least && value <= most, "%s=%s: expected %s to %s".formatted(name, value, least, most));
    }

    private static void require(boolean valid, String reason) {
        InvalidSetting.require(valid, "augmentation", reason);
    }
}
