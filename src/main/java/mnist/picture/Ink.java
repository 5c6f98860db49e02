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
    private static final int BINS = 256;

    /** The ink of a picture; null if there is none. */
    static Ink of(Picture picture) {
        float[] contrast = contrast(picture);
        float noise = noise(contrast);
        float least = Math.max(FAINTEST / 2, NOISE * noise);
        float[] candidates = above(contrast, least);
        if (candidates.length == 0) {
            return null;
        }
        float threshold = Math.max(least, otsuThreshold(candidates));
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

    /**
     * The amount that best parts ground from ink: the variance between the two classes is largest (N. Otsu, A threshold
     * selection method from gray-level histograms, 1979). As much ground is counted as there is ink: all of a large sheet
     * would drown a small digit.
     *
     * @param amounts each above 0, at most 1 or slightly more; one at least
     */
    private static float otsuThreshold(float[] amounts) {
        long[] histogram = new long[BINS];
        histogram[0] = amounts.length;
        for (float amount : amounts) {
            histogram[Math.min(BINS - 1, Math.round(amount * (BINS - 1)))]++;
        }
        double total = 2.0 * amounts.length;
        double moment = 0;
        for (int bin = 0; bin < BINS; bin++) {
            moment += (double) bin * histogram[bin];
        }
        double below = 0;
        double belowMoment = 0;
        double largest = -1;
        int first = 0;
        int last = 0;
        for (int bin = 0; bin < BINS - 1; bin++) {
            below += histogram[bin];
            belowMoment += (double) bin * histogram[bin];
            double difference = belowMoment / below - (moment - belowMoment) / (total - below);
            double between = below * (total - below) * difference * difference;
            if (between >= largest) {
                first = between > largest ? bin : first;
                last = bin;
                largest = between;
            }
        }
        // Over the empty gap between two clear shades it is equally large everywhere: the middle is the safest place.
        return ((first + last) / 2f + 0.5f) / (BINS - 1);
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
