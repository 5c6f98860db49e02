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

    /** Part of it. */
    Plane part(Box box) {
        Plane part = new Plane(box.height(), box.width());
        for (int row = 0; row < box.height(); row++) {
            System.arraycopy(
                    values, (box.top() + row) * columns + box.left(), part.values, row * box.width(), box.width());
        }
        return part;
    }

    /** The smallest around all its ink; null if there is none. */
    Box inkBox() {
        Box box = null;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (at(row, column) > 0) {
                    Box pixel = new Box(row, column, row + 1, column + 1);
                    box = box == null ? pixel : box.with(pixel);
                }
            }
        }
        return box;
    }
}
