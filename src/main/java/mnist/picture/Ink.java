package mnist.picture;

import java.util.Arrays;

/**
 * How much ink lies where in a picture of dark ink on light ground or light ink on dark, and which amounts are worth the
 * name.
 *
 * @param amounts 0 is ground, 1 the full ink of most strokes; what is below the noise of the ground is 0
 * @param threshold amount between ground and ink
 */
record Ink(Plane amounts, float threshold) {
    private static final int WHITE = 255;

    /** A dark ground is still taken for so bright when amounts of ink on it are reckoned. */
    private static final float LEAST_LIGHT = 64;

    /** Of the range from black to white. Fainter ink is not told from stains. */
    private static final float FAINTEST = 0.08f;

    /** In standard deviations of the ground's noise. */
    private static final float NOISE = 3;

    /** Of the difference of two equal normal distributions. */
    private static final float MEDIAN_TO_DEVIATION = (float) (1.4826 / Math.sqrt(2));

    private static final float FULL_QUANTILE = 0.8f;

    /** The ink of a picture; null if there is none. */
    static Ink of(Picture picture) {
        float[] contrast = contrast(picture);
        float noise = noise(contrast);
        float least = Math.max(FAINTEST / 2, NOISE * noise);
        float[] candidates = above(contrast, least);
        if (candidates.length == 0) {
            return null;
        }
        float threshold = Math.max(least, OtsuThreshold.of(candidates, candidates.length));
        float[] sorted = above(contrast, threshold);
        if (sorted.length == 0) {
            return null;
        }
        Arrays.sort(sorted);
        float full = sorted[(int) (FULL_QUANTILE * (sorted.length - 1))];
        if (full < Math.max(FAINTEST, 2 * NOISE * noise)) {
            return null;
        }
        float floor = Math.min(least, threshold / 2);
        for (int i = 0; i < contrast.length; i++) {
            contrast[i] = contrast[i] <= floor ? 0 : Math.min(1, contrast[i] / full);
        }
        return new Ink(new Plane(picture.rows(), picture.columns(), contrast), threshold / full);
    }

    /** Difference from the ground, positive for ink: of light ink in units of white, of dark ink in units of the ground. */
    private static float[] contrast(Picture picture) {
        LightSurface light = LightSurface.of(picture);
        float[] contrast = new float[picture.rows() * picture.columns()];
        double cubes = 0;
        for (int row = 0, i = 0; row < picture.rows(); row++) {
            for (int column = 0; column < picture.columns(); column++, i++) {
                contrast[i] = (picture.at(row, column) - light.at(row, column)) / WHITE;
                cubes += contrast[i] * contrast[i] * contrast[i];
            }
        }
        // Ink differs more from the ground than the ground from itself: the longer tail is the ink's.
        if (cubes < 0) {
            for (int row = 0, i = 0; row < picture.rows(); row++) {
                for (int column = 0; column < picture.columns(); column++, i++) {
                    contrast[i] *= -WHITE / Math.max(LEAST_LIGHT, light.at(row, column));
                }
            }
        }
        return contrast;
    }

    /** Standard deviation of the noise, from differences of neighbours: there are few strokes' edges among them. */
    private static float noise(float[] contrast) {
        float[] differences = new float[contrast.length];
        for (int i = 1; i < contrast.length; i++) {
            differences[i] = Math.abs(contrast[i] - contrast[i - 1]);
        }
        Arrays.sort(differences);
        return MEDIAN_TO_DEVIATION * differences[differences.length / 2];
    }

    private static float[] above(float[] contrast, float least) {
        float[] above = new float[contrast.length];
        int count = 0;
        for (float value : contrast) {
            if (value > least) {
                above[count++] = value;
            }
        }
        return Arrays.copyOf(above, count);
    }
}
