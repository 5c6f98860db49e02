package mnist.data.generate;

/** The way of the pen: points one after another, close enough to be joined by straight lines. */
final class PenPath {
    private static final int MOST_POINTS = 512;

    final float[] x = new float[MOST_POINTS];
    final float[] y = new float[MOST_POINTS];

    /** How hard the pen is pressed, as a factor of its usual width. */
    final float[] pressure = new float[MOST_POINTS];

    /** A stroke begins here: no line leads to this point. */
    final boolean[] start = new boolean[MOST_POINTS];

    int points;

    void clear() {
        points = 0;
    }

    void add(float newX, float newY, float newPressure, boolean starts) {
        x[points] = newX;
        y[points] = newY;
        pressure[points] = newPressure;
        start[points++] = starts;
    }

    /** Rounds corners and straightens curves, as haste does: each inner point moves to the mean of its neighbours and itself. */
    void round(int passes) {
        for (int pass = 0; pass < passes; pass++) {
            float beforeX = x[0];
            float beforeY = y[0];
            for (int i = 1; i < points - 1; i++) {
                float hereX = x[i];
                float hereY = y[i];
                if (!start[i] && !start[i + 1]) {
                    x[i] = 0.25f * beforeX + 0.5f * hereX + 0.25f * x[i + 1];
                    y[i] = 0.25f * beforeY + 0.5f * hereY + 0.25f * y[i + 1];
                }
                beforeX = hereX;
                beforeY = hereY;
            }
        }
    }
}
