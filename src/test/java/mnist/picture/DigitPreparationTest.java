package mnist.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mnist.data.Dataset;
import mnist.data.fetch.DataEnvironment;
import mnist.data.folder.DataFolder;
import mnist.data.folder.ReadFolder;
import mnist.data.generate.DigitGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures get the form of MNIST's images: the same digit looks the same from whatever picture. */
class DigitPreparationTest {
    private static final int SIDE = 28;

    private static Picture prepare(Picture picture) {
        List<Picture> digits =
                PicturePreparation.ofDigits(false).prepare(picture, "picture").digits();
        assertEquals(1, digits.size());
        return digits.get(0);
    }

    /** A rectangle of ink on an even ground. */
    private static Picture bar(int rows, int columns, Box bar, int ink, int ground) {
        byte[] pixels = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                boolean inside = row >= bar.top() && row < bar.bottom() && column >= bar.left() && column < bar.right();
                pixels[row * columns + column] = (byte) (inside ? ink : ground);
            }
        }
        return new Picture(rows, columns, pixels);
    }

    /**
     * Worked out by hand: 100 x 25 becomes 20 x 5, its centre at row 14 and column 14.5. Row 14 is where the frame moves
     * on by one, so that rounding decides; the shape is the same.
     */
    @Test
    void aBarFillsTheBoxAndStandsInTheMiddle() {
        Picture expected = bar(SIDE, SIDE, new Box(4, 12, 24, 17), 255, 0);
        Box place = new Box(37, 110, 137, 135);
        int[][] inksAndGrounds = {{20, 230}, {230, 20}, {180, 110}};
        for (int[] pair : inksAndGrounds) {
            byte[] prepared = prepare(bar(150, 140, place, pair[0], pair[1])).pixels();
            double distance = distance(expected.pixels(), prepared);
            assertTrue(distance < 2, "ink " + pair[0] + ": distance " + distance);
        }
    }

    @Test
    void specksAreNoInk() {
        Picture clean = bar(150, 140, new Box(37, 60, 137, 85), 20, 230);
        byte[] pixels = clean.pixels().clone();
        for (int speck : new int[] {5 * 140 + 5, 145 * 140 + 100, 20 * 140 + 130}) {
            pixels[speck] = 0;
            pixels[speck + 1] = 0;
        }
        assertArrayEquals(
                prepare(clean).pixels(), prepare(new Picture(150, 140, pixels)).pixels());
    }

    @Test
    void aLampAtOneSideChangesNothing() {
        Picture even = bar(150, 140, new Box(37, 60, 137, 85), 60, 200);
        byte[] pixels = even.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round((pixels[i] & 0xff) * (1 - 0.5 * (i % 140) / 140));
        }
        // The dark side of the paper is no lighter than the ink on the bright side needs to be.
        byte[] prepared = prepare(new Picture(150, 140, pixels)).pixels();
        byte[] expected = prepare(even).pixels();
        for (int i = 0; i < prepared.length; i++) {
            assertEquals(expected[i] & 0xff, prepared[i] & 0xff, 30, "pixel " + i);
        }
    }

    /** Of many digits it is the one that was photographed that the prepared image resembles most. */
    @ParameterizedTest
    @EnumSource
    void theDigitComesBack(Photograph photograph) {
        DigitGenerator generator = new DigitGenerator(5);
        byte[][] digits = new byte[30][SIDE * SIDE];
        for (int i = 0; i < digits.length; i++) {
            generator.image(i, digits[i]);
            digits[i] = prepare(new Picture(SIDE, SIDE, digits[i])).pixels();
        }
        for (int i = 0; i < digits.length; i++) {
            byte[] prepared = photograph.prepared(digits[i], new Random(i));
            int nearest = 0;
            for (int other = 1; other < digits.length; other++) {
                nearest = distance(digits[other], prepared) < distance(digits[nearest], prepared) ? other : nearest;
            }
            assertEquals(i, nearest, photograph.name());
        }
    }

    /** Mean difference, in shades, over the 20 x 20 pixels; a shift by one pixel is forgiven. */
    private static double distance(byte[] a, byte[] b) {
        double least = Double.MAX_VALUE;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                double sum = 0;
                for (int row = 1; row < SIDE - 1; row++) {
                    for (int column = 1; column < SIDE - 1; column++) {
                        int other = b[(row + dy) * SIDE + column + dx] & 0xff;
                        sum += Math.abs((a[row * SIDE + column] & 0xff) - other);
                    }
                }
                least = Math.min(least, sum / 400);
            }
        }
        return least;
    }

    /** MNIST's own images are prepared already: the box and the centre are where they were. */
    @Test
    void realImagesStayWhereTheyAre() {
        Path folder = Path.of(
                Optional.ofNullable(System.getenv(DataEnvironment.MNIST_DATA)).orElse("../shared/mnist"));
        assumeTrue(DataFolder.holdsData(folder), () -> "no MNIST in " + folder.toAbsolutePath());
        Dataset test = ReadFolder.of(folder).test();
        byte[] image = new byte[SIDE * SIDE];
        int close = 0;
        for (int i = 0; i < 300; i++) {
            test.image(i, image);
            byte[] prepared = prepare(new Picture(SIDE, SIDE, image)).pixels();
            double sum = 0;
            for (int p = 0; p < image.length; p++) {
                sum += Math.abs((image[p] & 0xff) - (prepared[p] & 0xff));
            }
            close += sum / image.length < 5 ? 1 : 0;
        }
        assertTrue(close > 270, close + " of 300");
    }
}
