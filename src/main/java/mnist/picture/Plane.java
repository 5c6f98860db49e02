package mnist.picture;

/**
 * Amounts of ink, pixel by pixel.
 *
 * @param values rows x columns, 0 is none
 */
record Plane(int rows, int columns, float[] values) {
    Plane(int rows, int columns) {
        this(rows, columns, new float[rows * columns]);
    }

    float at(int row, int column) {
        return values[row * columns + column];
    }
}
