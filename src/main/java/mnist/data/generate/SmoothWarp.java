package mnist.data.generate;

import mnist.random.DrawSequence;

/**
 * A random smooth displacement of the plane: a uniform quadratic B-spline over knots with random values, so that
 * neighbouring points move together and strokes stay smooth. Not thread-safe.
 */
final class SmoothWarp {
    /** Knots per side. */
    private static final int KNOTS = 5;

    /** The knots cover coordinates from -EXTENT to EXTENT. */
    private static final float EXTENT = 1.2f;

    private final float[] moveX = new float[KNOTS * KNOTS];
    private final float[] moveY = new float[KNOTS * KNOTS];

    /** Draws new knots of the given standard deviation. */
    void restart(float amount, DrawSequence draws) {
        for (int knot = 0; knot < KNOTS * KNOTS; knot++) {
            moveX[knot] = amount * draws.bell();
            moveY[knot] = amount * draws.bell();
        }
    }

    /** Displaces every point of the path. */
    void apply(PenPath path) {
        for (int i = 0; i < path.points; i++) {
            float column = position(path.x[i]);
            float row = position(path.y[i]);
            float dx = value(moveX, column, row);
            float dy = value(moveY, column, row);
            path.x[i] += dx;
            path.y[i] += dy;
        }
    }

    /** Where a coordinate lies between the knots, 0 to KNOTS - 2. */
    private static float position(float coordinate) {
        float position = (coordinate / EXTENT + 1) * 0.5f * (KNOTS - 2);
        return Math.min(KNOTS - 2 - 1e-3f, Math.max(0, position));
    }

    private static float value(float[] knots, float column, float row) {
        int firstColumn = (int) column;
        int firstRow = (int) row;
        float sum = 0;
        for (int i = 0; i < 3; i++) {
            float weight = basis(i, row - firstRow);
            for (int j = 0; j < 3; j++) {
                sum += weight * basis(j, column - firstColumn) * knots[(firstRow + i) * KNOTS + firstColumn + j];
            }
        }
        return sum;
    }

    /** The share of the first, second and third knot around {@code t} in [0, 1). */
    private static float basis(int knot, float t) {
        return switch (knot) {
            case 0 -> 0.5f * (1 - t) * (1 - t);
            case 1 -> 0.5f + t * (1 - t);
            default -> 0.5f * t * t;
        };
    }
}
