package mnist.data.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How digits are written by hand: for every digit several variants, each a few pen strokes.
 *
 * <p>A line of the catalogue is {@code digit weight: strokes}. The weight says how often the variant is chosen among
 * those of its digit. Strokes are told apart by {@code |}; a stroke is the list of the points {@code x,y} the pen passes
 * through, x to the right and y down, both roughly 0 to 100. The pen goes smoothly through a point, except where
 * {@code !} marks a corner.
 */
final class StrokeCatalogue {
    private static final String VARIANTS = """
            0 4: 55,0 25,12 8,50 22,88 50,100 78,86 92,50 78,14 52,0
            0 3: 62,6 32,3 8,42 20,86 50,100 80,82 92,45 74,12 42,3
            0 2: 38,4 14,25 8,60 28,95 58,98 86,72 92,35 72,6 40,8
            0 1: 60,14 28,2 8,45 20,86 52,100 84,78 90,40 72,8 40,4 34,20

            1 10: 50,0 50,33 50,66 50,100
            1 2: 54,0 52,30 49,70 48,100
            1 1.3: 28,20 42,12 54,0! 52,50 50,100
            1 1.0: 26,20 54,0! 53,50 52,100 | 18,100 50,99 85,100

            2 3: 10,25 25,6 50,0 75,10 82,30 65,58 35,82 8,98! 40,97 70,98 95,96
            2 3: 12,20 30,3 58,2 76,20 72,45 50,70 22,92 8,90 15,76 35,78 60,92 95,95
            2 2: 8,28 28,5 60,0 80,18 68,48 38,76 12,95! 35,86 60,95 92,90
            2 1: 12,10 45,5 80,5! 50,50 8,97! 50,95 92,95
            2 1.5: 22,30 10,18 25,4 55,0 80,15 75,42 45,75 10,97! 50,93 95,97
            2 1.5: 10,18 40,0 72,8 74,35 48,72 25,95 5,98 4,82 22,72 45,84 70,98 98,86
            2 2: 20,15 50,0 74,14 66,42 42,72 20,92 5,88 12,74 30,80 60,98 98,90
            2 2: 15,30 25,8 50,0 72,12 72,40 55,68 30,90 8,95 5,80 20,70 45,76 95,98
            2 1.5: 10,22 35,0 75,5 84,32 62,62 35,86 12,96 8,84 25,78 50,84 95,84
            2 1.5: 15,20 40,2 72,8 78,35 70,62 45,88 15,95 5,80 20,66 48,72 78,92 98,90
            2 1.5: 30,28 24,10 48,0 66,14 62,45 46,72 24,90 8,84 20,70 42,76 66,96 90,96
            2 1: 20,25 35,8 55,20 52,50 30,80 10,97! 40,93 95,96
            2 1: 40,0 58,4 52,35 30,70 10,97! 45,94 98,98

            3 3: 12,12 35,0 65,2 80,20 68,40 40,47! 72,52 88,74 70,95 38,100 8,88
            3 2: 12,15 40,0 75,10 72,35 45,46 36,49 46,51 78,60 85,80 55,100 10,92
            3 1.5: 12,5 45,3 80,3! 62,25 45,42! 75,48 88,72 68,96 35,100 8,90
            3 2: 15,8 55,0 78,18 50,45! 82,60 78,90 40,100 8,85
            3 1: 18,20 20,5 50,0 76,12 70,36 42,44 34,40 46,46 78,58 82,86 50,100 18,96 12,80
            3 2: 20,10 45,0 70,8 72,25 55,40 30,48! 60,46 80,62 75,85 50,98 15,95
            3 1.5: 15,5 50,0 80,8! 60,30 35,45! 70,45 85,65 70,90 35,100 5,92
            3 1.5: 25,12 50,0 72,12 60,35 38,42 60,46 74,65 66,90 45,100 20,96

            4 4: 20,5 12,35 10,58! 45,60 85,55 | 75,0 70,50 65,100
            4 2: 70,0 40,30 8,62! 50,64 95,62 | 72,2 70,50 68,100
            4 2.5: 12,3 10,30 20,50 50,55 76,45 | 80,0 78,40 72,70 68,100
            4 2: 30,0 20,30 8,55! 50,56 92,52 | 64,25 60,60 56,100
            4 0.4: 75,4 40,20 12,50 40,58 72,45 80,8! 75,50 70,100

            5 3: 85,3 50,3 30,4! 25,25 20,42! 45,36 72,45 82,68 68,92 38,100 8,90
            5 2.5: 32,5 28,22 25,40! 55,38 80,58 75,85 45,100 10,90 | 32,5 60,6 92,0
            5 2: 88,4 55,2 30,12 25,35 50,47 75,62 75,85 45,100 10,92
            5 1.5: 90,2 35,8! 25,40! 55,32 85,50 85,80 55,100 20,95 14,75
            5 1: 30,0 24,45! 50,38 70,55 66,85 40,100 10,92 | 28,4 60,8 98,2
            5 1: 80,5 35,5! 22,45! 50,35 85,55 78,90 35,98 12,80

            6 3: 70,0 40,20 18,50 15,80 40,100 70,92 80,70 60,52 35,58 20,75
            6 2.5: 55,0 30,30 15,65 25,95 55,100 80,82 70,60 40,60 18,80
            6 1.5: 85,8 60,0 30,22 12,60 22,92 50,100 78,85 75,60 45,52 18,70
            6 2: 45,0 25,30 12,65 20,92 45,100 72,90 85,70 70,58 45,70 22,88
            6 2: 60,0 30,35 10,70 28,95 60,96 88,76 80,60 55,62 25,80
            6 1: 40,0 20,35 10,70 30,98 70,95 95,75 85,55 55,62 38,85
            6 2: 20,0 8,40 10,75 35,98 70,92 88,68 70,48 48,60 40,85
            6 1: 70,4 45,0 20,25 8,60 25,95 65,98 90,78 78,55 50,56 32,72
            6 2: 30,0 18,40 15,75 35,98 65,95 82,75 70,55 45,55 22,75

            7 4: 8,8 45,5 88,5! 65,40 50,70 42,100
            7 2: 10,25 12,6! 50,6 90,5! 62,45 45,100
            7 1: 6,22 14,4! 50,8 90,4! 66,40 48,70 40,100
            7 1.5: 8,22 18,6 45,3 75,8 80,26 60,62 45,100
            7 1: 10,25 10,6! 50,6 88,4! 66,40 52,70 44,100 | 28,50 55,50 85,48
            7 2: 8,8 45,5 88,5! 65,40 50,70 42,100 | 30,52 55,51 82,48
            7 2: 8,14 30,5 60,8 85,4 80,30 60,60 50,100
            7 1: 5,15 40,8 78,4 86,12 76,45 70,100

            8 3: 76,14 45,0 18,15 28,38 55,52 80,74 65,97 35,98 18,78 38,55 66,38 78,16
            8 1.5: 50,0 22,12 25,38 50,47 75,38 78,12 50,0 | 50,47 18,60 18,90 50,100 82,90 82,60 50,47
            8 2: 84,10 50,0 20,14 30,40 60,58 72,80 50,100 26,84 38,60 64,38 92,12
            8 1: 40,45 20,25 40,2 74,6 76,30 45,50 18,76 40,100 74,92 72,66 38,44
            8 2: 85,8 55,0 30,15 35,38 55,55 60,80 40,100 22,90 28,70 55,45 88,12
            8 1.5: 80,5 45,0 25,15 40,38 62,58 64,85 45,100 28,82 45,55 70,25 85,10
            8 1: 60,0 40,12 42,35 58,52 66,78 50,100 34,80 46,50 62,30 64,8 56,0

            9 2: 72,25 66,4 40,2 22,22 34,44 58,40 72,22! 70,60 64,100
            9 1.5: 90,12 60,0 25,12 18,35 45,46 74,30 88,8 80,50 70,100
            9 3: 75,15 45,0 15,18 18,42 45,50 72,35 78,10! 75,50 70,100
            9 2: 78,18 50,0 18,15 15,40 45,50 75,32 80,12! 82,55 65,90 30,98
            9 2.5: 80,10 45,0 15,25 30,48 60,42 80,12 75,50 60,100
            9 1.5: 70,10 35,0 8,22 20,45 55,42 78,15! 74,50 72,100
            9 1.5: 75,8 45,0 30,15 40,32 65,32 74,14! 68,55 50,100
            9 1: 85,8 50,0 25,20 35,42 62,40 82,14 78,55 60,92 25,96
            9 1: 80,10 48,2 18,22 20,44 50,46 82,12! 62,55 40,100
            """;

    private static final String NEW_STROKE = "|";
    private static final String CORNER = "!";
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /**
     * A point the pen passes through.
     *
     * @param start a stroke begins here
     * @param corner the pen turns sharply here
     */
    record PenPoint(float x, float y, boolean start, boolean corner) {}

    /** One way to write a digit. */
    record Glyph(int digit, float weight, List<PenPoint> points) {}

    private static final List<List<Glyph>> GLYPHS = parse(VARIANTS);

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

    private static List<List<Glyph>> parse(String text) {
        List<List<Glyph>> glyphs = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) {
            glyphs.add(new ArrayList<>());
        }
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Glyph glyph = parseLine(line);
            glyphs.get(glyph.digit()).add(glyph);
        }
        return glyphs;
    }

    private static Glyph parseLine(String line) {
        int colon = line.indexOf(':');
        int space = line.indexOf(' ');
        int digit = Integer.parseInt(line.substring(0, space));
        float weight = Float.parseFloat(line.substring(space + 1, colon));
        List<PenPoint> points = new ArrayList<>();
        boolean start = true;
        for (String word : SPACE.splitAsStream(line.substring(colon + 1).trim()).toList()) {
            if (!word.equals(NEW_STROKE)) {
                points.add(parsePoint(word, start));
            }
            start = word.equals(NEW_STROKE);
        }
        return new Glyph(digit, weight, List.copyOf(points));
    }

    private static PenPoint parsePoint(String word, boolean start) {
        boolean corner = word.endsWith(CORNER);
        int comma = word.indexOf(',');
        float x = Float.parseFloat(word.substring(0, comma));
        float y = Float.parseFloat(word.substring(comma + 1, word.length() - (corner ? CORNER.length() : 0)));
        return new PenPoint(x, y, start, corner);
    }
}
