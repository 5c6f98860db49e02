package mnist.data;

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
        System.arraycopy(image, offset, extremes, 0, pixels);
        takeNeighbours(change > 0, image, offset);
        float share = Math.abs(change);
        for (int i = 0; i < pixels; i++) {
            image[offset + i] += share * (extremes[i] - image[offset + i]);
        }
    }

    /** Beyond the image's border there are no neighbours. */
    private void takeNeighbours(boolean thicker, float[] image, int offset) {
        take(thicker, columns, image, offset, pixels - columns);
        take(thicker, 0, image, offset + columns, pixels - columns);
        for (int row = 0; row < pixels; row += columns) {
            take(thicker, row + 1, image, offset + row, columns - 1);
            take(thicker, row, image, offset + row + 1, columns - 1);
        }
    }

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
