package mnist.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import mnist.data.Pixels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InkFrameTest {
    private static final int ROWS = 5;

    /** Widths with and without pixels beyond the last group of eight. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 20, 28, 33})
    void everyPixelStandsInTheFrameAndInkWithinItsLimits(int columns) {
        InkFrame frame = new InkFrame(ROWS, columns);
        byte[] full = new byte[ROWS * columns + 3];
        Arrays.fill(full, (byte) 9);
        for (int place = 0; place < ROWS * columns; place++) {
            byte[] image = new byte[ROWS * columns + 3];
            image[place + 3] = (byte) 200;
            // What was there before must be gone.
            frame.read(full, 3);
            frame.read(image, 3);
            int row = place / columns;
            int column = place % columns;
            int at = (row + 1) * frame.width + column + 1;
            for (int i = 0; i < frame.pixels.length; i++) {
                assertEquals(i == at ? Pixels.toFloat((byte) 200) : 0, frame.pixels[i], columns + ": " + place);
            }
            assertEquals(column, frame.left);
            assertEquals(column + 2, frame.right);
            assertEquals(row, frame.above);
            assertEquals(row + 2, frame.below);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 28})
    void limitsTakeInAllInk(int columns) {
        InkFrame frame = new InkFrame(ROWS, columns);
        byte[] image = new byte[ROWS * columns];
        image[columns + columns - 2] = 1;
        image[3 * columns + 1] = (byte) 128;
        frame.read(image, 0);
        assertEquals(1, frame.left);
        assertEquals(columns, frame.right);
        assertEquals(1, frame.above);
        assertEquals(5, frame.below);
    }
}
