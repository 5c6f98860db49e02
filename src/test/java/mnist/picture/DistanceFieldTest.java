package mnist.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances are those that looking at every pixel gives. */
class DistanceFieldTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 40, 0.1", "40, 1, 0.1", "23, 31, 0.01", "31, 23, 0.3", "20, 20, 0.9"})
    void distancesAgreeWithTryingAllPixels(int rows, int columns, double share) {
        Random random = new Random(rows);
        Plane plane = new Plane(rows, columns);
        for (int i = 0; i < plane.values().length; i++) {
            plane.values()[i] = random.nextDouble() < share ? 1 : 0;
        }
        plane.values()[random.nextInt(plane.values().length)] = 1;
        Plane distances = DistanceField.of(plane, amount -> amount > 0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertEquals(nearest(plane, row, column), distances.at(row, column), 1e-4);
            }
        }
    }

    private static double nearest(Plane plane, int row, int column) {
        double nearest = Double.MAX_VALUE;
        for (int y = 0; y < plane.rows(); y++) {
            for (int x = 0; x < plane.columns(); x++) {
                nearest = plane.at(y, x) > 0 ? Math.min(nearest, Math.hypot(y - row, x - column)) : nearest;
            }
        }
        return nearest;
    }

    @Test
    void withoutAnyPixelAllAreFar() {
        for (float distance :
                DistanceField.of(new Plane(4, 5), amount -> amount > 0).values()) {
            assertTrue(distance > 1000);
        }
    }
}
