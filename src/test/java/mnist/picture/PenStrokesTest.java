package mnist.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thin strokes become as wide as MNIST's, others stay. */
class PenStrokesTest {
    /** Upright, or lying. */
    private static Plane bar(int length, int width, boolean upright) {
        Plane bar = upright ? new Plane(length, width) : new Plane(width, length);
        Arrays.fill(bar.values(), 1);
        return bar;
    }

    /** A ring: its strokes run in all directions. */
    private static Plane ring(int size, double width) {
        Plane ring = new Plane(size, size);
        double middle = (size - 1) / 2.0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double fromLine = Math.abs(Math.hypot(row - middle, column - middle) - (size - width) / 2);
                ring.values()[row * size + column] = (float) Math.max(0, Math.min(1, width / 2 - fromLine + 0.5));
            }
        }
        return ring;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10, 31})
    void theWidthOfABarIsMeasured(int width) {
        assertEquals(width, PenStrokes.width(bar(400, width, true)), 0.06 * width);
        assertEquals(width, PenStrokes.width(bar(400, width, false)), 0.06 * width);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 31})
    void theWidthOfARingIsMeasured(int width) {
        assertEquals(width, PenStrokes.width(ring(400, width)), 0.12 * width);
    }

    /** After fitting into the frame's box, by ink and length: the middle line of the ring is 18 / 2 pixels from its centre. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void hairlinesBecomeTwoPixelsOfTheFrame(int width) {
        byte[] pixels = DigitFrame.of(PenStrokes.wideEnough(ring(600, width))).pixels();
        double ink = 0;
        for (byte pixel : pixels) {
            ink += (pixel & 0xff) / 255.0;
        }
        assertEquals(2, ink / (Math.PI * 18), 0.15);
    }

    @Test
    void usualStrokesStayAsTheyAre() {
        Plane usual = ring(600, 75);
        assertSame(usual, PenStrokes.wideEnough(usual));
    }

    /** A picture of one pixel has no inside to be measured, and faint ink no edge: neither may fail. */
    @Test
    void theSmallestAndTheFaintestAreNotRefused() {
        assertTrue(PenStrokes.wideEnough(bar(1, 1, true)).values().length >= 1);
        Plane faint = bar(50, 2, true);
        Arrays.fill(faint.values(), 0.2f);
        assertSame(faint, PenStrokes.wideEnough(faint));
    }
}
