package mnist.data.augment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The range of one of the amounts. */
    private record Amount(String name, float least, float most) {}

    /** In the order of the components. */
    private static final List<Amount> AMOUNTS = List.of(
            new Amount("shift", 0, 1000),
            new Amount("rotation", 0, 180),
            new Amount("shear", 0, 60),
            new Amount("scale", 0, 0.9f),
            new Amount("alpha", 0, 10_000),
            new Amount("sigma", 1, 100),
            new Amount("thickness", 0, 1),
            new Amount("erase", 0, 1),
            new Amount("noise", 0, 1));

    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 5, 0, 0, 0, List.of());

    private static final String GENTLE = "gentle";
    private static final List<Integer> ONE_AND_SEVEN = List.of(1, 7);

    /** Elastic displacement alone, as in Simard's paper. */
    public static final Augmentation SIMARD = new Augmentation(0, 0, 0, 0, 34, 4, 0, 0, 0, List.of());

    /** After Ciresan, Meier, Gambardella, Schmidhuber: "Deep, big, simple neural nets", Neural Computation 22 (2010). */
    public static final Augmentation CIRESAN = new Augmentation(0, 15, 15, 0.15f, 36, 5.5f, 0, 0, 0, ONE_AND_SEVEN);

    private static final Map<String, Augmentation> NAMED =
            new TreeMap<>(Map.of("none", NONE, "simard", SIMARD, "ciresan", CIRESAN));

    public Augmentation {
        gentle = List.copyOf(gentle);
        requireInRange(shift, rotation, shear, scale, alpha, sigma, thickness, erase, noise);
        if (gentle.stream().anyMatch(label -> label < 0)) {
            throw refused("gentle classes are numbers from 0, not " + gentle);
        }
        if (gentle.stream().distinct().count() < gentle.size()) {
            throw refused("gentle names a class twice: " + gentle);
        }
    }

    /** What {@link #parse} takes by name. */
    public static Collection<String> names() {
        return NAMED.keySet();
    }

    /** What {@link #parse} takes with a value. */
    public static List<String> settings() {
        return Stream.concat(AMOUNTS.stream().map(Amount::name), Stream.of(GENTLE))
                .toList();
    }

    /** @throws InvalidSetting when a gentle class is none of these many */
    public void requireClasses(int classes) {
        if (gentle.stream().anyMatch(label -> label >= classes)) {
            throw refused("gentle=" + gentleClasses() + ": expected classes from 0 to " + (classes - 1));
        }
    }

    /** The same for all classes. */
    public Augmentation withoutGentle() {
        return new Augmentation(shift, rotation, shear, scale, alpha, sigma, thickness, erase, noise, List.of());
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
                if (settings.put(name, word.substring(equals + 1).trim()) != null) {
                    throw refused(name + " stands there twice: leave one out");
                }
            }
        }
        Augmentation read = base.with(settings);
        if (!settings.isEmpty()) {
            read.requireEffect(settings);
        }
        return read;
    }

    private void requireEffect(Map<String, String> settings) {
        if (isNone()) {
            throw refused("changes nothing: give amounts, for example rotation=10");
        }
        if (settings.containsKey("sigma") && alpha == 0) {
            throw refused("sigma has no effect without alpha: give both, for example alpha=36,sigma=5.5");
        }
        if (settings.containsKey(GENTLE) && !gentle.isEmpty() && !turns()) {
            throw refused("gentle has no effect without rotation or shear");
        }
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
        float[] amounts = amounts();
        for (int i = 0; i < amounts.length; i++) {
            String name = AMOUNTS.get(i).name();
            if (amounts[i] != 0 && !(name.equals("sigma") && alpha == 0)) {
                words.add(name + "=" + amounts[i]);
            }
        }
        if (!gentle.isEmpty() && turns()) {
            words.add(GENTLE + "=" + gentleClasses());
        }
        return String.join(",", words);
    }

    private float[] amounts() {
        return new float[] {shift, rotation, shear, scale, alpha, sigma, thickness, erase, noise};
    }

    private String gentleClasses() {
        return gentle.stream().map(String::valueOf).collect(Collectors.joining("+"));
    }

    private static Augmentation named(String name) {
        Augmentation found = NAMED.get(name);
        if (found == null) {
            throw refused("'" + name + "' is not known; choose " + String.join(", ", NAMED.keySet())
                    + ", or settings such as rotation=15,scale=0.15");
        }
        return found;
    }

    private Augmentation with(Map<String, String> settings) {
        float[] to = amounts();
        List<Integer> classes = gentle;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String name = setting.getKey();
            int place = settings().indexOf(name);
            if (place < 0) {
                String known = settings().stream().sorted().collect(Collectors.joining(", "));
                throw refused("has no setting '" + name + "'; it has " + known);
            }
            if (place < to.length) {
                to[place] = read(name, setting.getValue(), "a number", Float::parseFloat);
            } else {
                classes = classes(setting.getValue());
            }
        }
        return new Augmentation(to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7], to[8], classes);
    }

    private static List<Integer> classes(String text) {
        List<Integer> classes = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split("\\+", -1)) {
            classes.add(read(GENTLE, word, "class numbers such as 1+7", Integer::parseInt));
        }
        return classes;
    }

    private static <T> T read(String name, String text, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw refused(name + "=" + text + ": expected " + expected);
        }
    }

    private static void requireInRange(float... amounts) {
        for (int i = 0; i < amounts.length; i++) {
            Amount range = AMOUNTS.get(i);
            if (!(amounts[i] >= range.least && amounts[i] <= range.most)) {
                throw refused(range.name + "=" + amounts[i] + ": expected " + range.least + " to " + range.most);
            }
        }
    }

    private static InvalidSetting refused(String reason) {
        return new InvalidSetting("augmentation", reason);
    }
}
