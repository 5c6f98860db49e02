package mnist.picture;

/**
 * The amount that best parts ground from ink: the variance between the two classes is largest (N. Otsu, A threshold
 * selection method from gray-level histograms, 1979).
 */
final class OtsuThreshold {
    private static final int BINS = 256;

    private OtsuThreshold() {}

    /**
     * @param amounts each above 0, at most 1 or slightly more; one at least
     * @param ground how many pixels of amount 0 there are beside them. Counting all of a large sheet would drown a small
     *     digit
     */
    static float of(float[] amounts, int ground) {
        long[] histogram = new long[BINS];
        histogram[0] = ground;
        for (float amount : amounts) {
            histogram[Math.min(BINS - 1, Math.round(amount * (BINS - 1)))]++;
        }
        double total = 0;
        double moment = 0;
        for (int bin = 0; bin < BINS; bin++) {
            total += histogram[bin];
            moment += (double) bin * histogram[bin];
        }
        return best(histogram, total, moment) / (BINS - 1);
    }

    private static float best(long[] histogram, double total, double moment) {
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
            if (between > largest) {
                largest = between;
                first = bin;
                last = bin;
            } else if (between == largest) {
                last = bin;
            }
        }
        // Over the empty gap between two clear shades it is equally large everywhere: the middle is the safest place.
        return (first + last) / 2f + 0.5f;
    }
}
