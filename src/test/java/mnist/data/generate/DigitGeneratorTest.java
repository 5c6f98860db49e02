package mnist.data.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigitGeneratorTest {
    private static final int MANY = 5000;

    private final DigitGenerator generator = new DigitGenerator(1);
    private final byte[] image = new byte[DigitGenerator.PIXELS];

    /** The same on every platform; if it must change, {@link DigitGenerator#VERSION} goes up. */
    @Test
    void firstThousandImagesAreTheOnesThatWerePublished() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 1000; i++) {
            generator.image(i, image);
            digest.update(image);
            digest.update((byte) generator.label(i));
        }
        assertEquals(1, DigitGenerator.VERSION);
        assertEquals(
                "94a11fcea0aec9b75054be28f3e700ff949deb5ab451c321afb4bc48feedfb38",
                HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void anImageDoesNotDependOnThoseDrawnBefore() {
        byte[] alone = new byte[DigitGenerator.PIXELS];
        new DigitGenerator(1).image(77, alone);
        for (int i = 70; i <= 77; i++) {
            generator.image(i, image);
        }
        assertArrayEquals(alone, image);
    }

    @Test
    void seedsAndIndicesGiveDifferentImages() {
        byte[] other = new byte[DigitGenerator.PIXELS];
        generator.image(3, image);
        generator.image(4, other);
        assertFalse(Arrays.equals(image, other));
        new DigitGenerator(2).image(3, other);
        assertFalse(Arrays.equals(image, other));
    }

    @Test
    void everyDigitIsAboutEquallyFrequent() {
        int[] count = new int[DigitGenerator.CLASSES];
        for (int i = 0; i < 60_000; i++) {
            count[generator.label(i)]++;
        }
        // Standard deviation of each count: 73.
        assertTrue(Arrays.stream(count).allMatch(n -> Math.abs(n - 6000) < 300), Arrays.toString(count));
    }

    @Test
    void inkFillsTheBoxOfTwentyPixelsAroundTheMiddle() {
        for (int i = 0; i < MANY; i++) {
            generator.image(i, image);
            Ink ink = Ink.of(image);
            int extent = Math.max(ink.right - ink.left, ink.bottom - ink.top) + 1;
            assertTrue(extent >= 18 && extent <= 20, "image " + i + ": extent " + extent);
            // A digit whose mass is far off its middle may not be moved out of the picture.
            boolean atEdge = ink.left == 0 || ink.top == 0 || ink.right == 27 || ink.bottom == 27;
            assertTrue(
                    atEdge || (Math.abs(ink.x - 14) <= 0.5 && Math.abs(ink.y - 14) <= 0.5),
                    "image " + i + ": centre of mass " + ink.x + ", " + ink.y);
        }
    }

    @Test
    void everyImageHasBlackInkAndMuchBackground() {
        for (int i = 0; i < MANY; i++) {
            generator.image(i, image);
            int darkest = 0;
            int background = 0;
            for (byte pixel : image) {
                darkest = Math.max(darkest, pixel & 0xff);
                background += pixel == 0 ? 1 : 0;
            }
            assertTrue(darkest > 150, "image " + i + ": darkest " + darkest);
            assertTrue(background > 400, "image " + i + ": background " + background);
        }
    }

    @Test
    void everyDigitIsWrittenInSeveralWays() {
        for (int digit = 0; digit < DigitGenerator.CLASSES; digit++) {
            assertTrue(StrokeCatalogue.variants(digit).size() >= 4);
            assertEquals(StrokeCatalogue.variants(digit).get(0), StrokeCatalogue.pick(digit, 0));
            int last = StrokeCatalogue.variants(digit).size() - 1;
            assertEquals(StrokeCatalogue.variants(digit).get(last), StrokeCatalogue.pick(digit, Math.nextDown(1f)));
        }
    }

    /** Where the ink of an image is. */
    private static final class Ink {
        int left = DigitGenerator.SIDE;
        int right = -1;
        int top = DigitGenerator.SIDE;
        int bottom = -1;

        /** Centre of mass. */
        double x;

        double y;

        static Ink of(byte[] image) {
            Ink ink = new Ink();
            double mass = 0;
            for (int at = 0; at < image.length; at++) {
                int grey = image[at] & 0xff;
                if (grey > 0) {
                    int column = at % DigitGenerator.SIDE;
                    int row = at / DigitGenerator.SIDE;
                    ink.left = Math.min(ink.left, column);
                    ink.right = Math.max(ink.right, column);
                    ink.top = Math.min(ink.top, row);
                    ink.bottom = Math.max(ink.bottom, row);
                    mass += grey;
                    ink.x += grey * column;
                    ink.y += grey * row;
                }
            }
            ink.x /= mass;
            ink.y /= mass;
            return ink;
        }
    }
}
