package mnist.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrokeThicknessTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "1,5,0.4", "5,1,-0.4", "2,2,-1", "7,4,0", "7,4,0.3", "4,9,-0.7", "28,28,1", "28,28,-1"})
    void mixesEveryPixelWithTheExtremeOfItsNeighbours(int rows, int columns, float change) {
        int offset = 3;
        float[] image = new float[offset + rows * columns + 2];
        Random random = new Random(1);
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextFloat();
        }
        float[] expected = Arrays.copyOf(image, image.length);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int at = offset + row * columns + column;
                float extreme = extremeAround(image, offset, row, column, rows, columns, change > 0);
                expected[at] = image[at] + Math.abs(change) * (extreme - image[at]);
            }
        }
        new StrokeThickness(rows, columns).apply(change, image, offset);
        assertArrayEquals(expected, image);
    }

    private static float extremeAround(
            float[] image, int offset, int row, int column, int rows, int columns, boolean largest) {
        float extreme = image[offset + row * columns + column];
        for (int[] step : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
            int r = row + step[0];
            int c = column + step[1];
            if (r >= 0 && r < rows && c >= 0 && c < columns) {
                float value = image[offset + r * columns + c];
                extreme = largest ? Math.max(extreme, value) : Math.min(extreme, value);
            }
        }
        return extreme;
    }
}
