package mnist.data.augment;

/**
 * Makes the strokes of an image thicker or thinner: mixes every pixel with the largest (dilation) or the smallest (erosion)
 * of itself and its four neighbours, as grey-scale morphology has them (Serra: "Image analysis and mathematical
 * morphology", 1982). Mixed wholly, an edge moves by a pixel. Not thread-safe.
 */
final class StrokeThickness {
    private final int columns;
    private final int pixels;

    /** The largest or smallest around every pixel. */
    private final float[] extremes;

    StrokeThickness(int rows, int columns) {
        this.columns = columns;
        pixels = rows * columns;
        extremes = new float[pixels];
    }

    /**
     * Moves the edges of an image's strokes.
     *
     * @param change from -1, thinner by a pixel on each side, to 1, thicker by as much
     */
    void apply(float change, float[] image, int offset) {
        boolean thicker = change > 0;
        System.arraycopy(image, offset, extremes, 0, pixels);
        takeSides(thicker, image, offset);
        take(thicker, columns, image, offset, pixels - columns);
        take(thicker, 0, image, offset + columns, pixels - columns);
        float share = Math.abs(change);
        for (int i = 0; i < pixels; i++) {
            image[offset + i] += share * (extremes[i] - image[offset + i]);
        }
    }

    /** All rows as one long one, which is fastest; then the ends of the rows, which are no neighbours of the next. */
    private void takeSides(boolean thicker, float[] image, int offset) {
        take(thicker, 1, image, offset, pixels - 1);
        take(thicker, 0, image, offset + 1, pixels - 1);
        int inward = Math.min(1, columns - 1);
        for (int first = 0; first < pixels; first += columns) {
            int last = first + columns - 1;
            extremes[first] = extreme(thicker, image[offset + first], image[offset + first + inward]);
            extremes[last] = extreme(thicker, image[offset + last], image[offset + last - inward]);
        }
    }

    private static float extreme(boolean largest, float a, float b) {
        return largest ? Math.max(a, b) : Math.min(a, b);
    }

    /** Takes in {@code count} neighbours, one for each pixel from {@code to}. */
    private void take(boolean largest, int to, float[] image, int from, int count) {
        if (largest) {
            for (int i = 0; i < count; i++) {
                extremes[to + i] = Math.max(extremes[to + i], image[from + i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                extremes[to + i] = Math.min(extremes[to + i], image[from + i]);
            }
        }
    }
}
