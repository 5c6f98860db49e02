package mnist.data.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How digits are written by hand: for every digit several variants, each a few pen strokes.
 *
 * <p>A line of the catalogue, {@code strokes.txt} beside this class, is {@code digit weight: strokes}. The weight
 * says how often the variant is chosen among those of its digit. Strokes are told apart by {@code |}; a stroke is the
 * list of the points {@code x,y} the pen passes through, x to the right and y down, both roughly 0 to 100. The pen
 * goes smoothly through a point, except where {@code !} marks a corner.
 */
final class StrokeCatalogue {
    private static final String NEW_STROKE = "|";
    private static final String CORNER = "!";

    /**
     * A point the pen passes through.
     *
     * @param start a stroke begins here
     * @param corner the pen turns sharply here
     */
    record PenPoint(float x, float y, boolean start, boolean corner) {}

    /** One way to write a digit. */
    record Glyph(int digit, float weight, List<PenPoint> points) {}

    private static final Map<Integer, List<Glyph>> GLYPHS = read().collect(Collectors.groupingBy(Glyph::digit));

    private StrokeCatalogue() {}

    /** The variant of a digit that a uniform number in [0, 1) chooses. */
    static Glyph pick(int digit, float uniform) {
        List<Glyph> variants = GLYPHS.get(digit);
        float total = 0;
        for (Glyph glyph : variants) {
            total += glyph.weight();
        }
        float left = uniform * total;
        for (Glyph glyph : variants) {
            left -= glyph.weight();
            if (left < 0) {
                return glyph;
            }
        }
        return variants.get(variants.size() - 1);
    }

    /** All variants of a digit. */
    static List<Glyph> variants(int digit) {
        return GLYPHS.get(digit);
    }

    private static Stream<Glyph> read() {
        try (InputStream in = StrokeCatalogue.class.getResourceAsStream("strokes.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines().filter(line -> !line.isBlank()).map(StrokeCatalogue::glyph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Glyph glyph(String line) {
        String[] words = line.split(":? +", -1);
        List<PenPoint> points = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            if (!words[i].equals(NEW_STROKE)) {
                String[] place = words[i].replace(CORNER, "").split(",", -1);
                boolean start = i == 2 || words[i - 1].equals(NEW_STROKE);
                float x = Float.parseFloat(place[0]);
                points.add(new PenPoint(x, Float.parseFloat(place[1]), start, words[i].endsWith(CORNER)));
            }
        }
        return new Glyph(Integer.parseInt(words[0]), Float.parseFloat(words[1]), List.copyOf(points));
    }
}
