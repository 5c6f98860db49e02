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

    /** Chooses pixels by their place. */
    @FunctionalInterface
    interface PixelChoice {
        boolean takes(int row, int column);
    }

    /**
     * Sums over all pixels, each weighted with its ink; the first row and column have number 0.
     *
     * @param squares of rows x rows
     * @param products of rows x columns
     */
    record Moments(double mass, double rows, double columns, double squares, double products) {}

    float at(int row, int column) {
        return values[row * columns + column];
    }

    /** Part of it. */
    Plane part(Box box) {
        return part(box, (row, column) -> true);
    }

    /** The chosen pixels of a part of it, named by their places in the whole; without ink in the others. */
    Plane part(Box box, PixelChoice choice) {
        Plane part = new Plane(box.height(), box.width());
        for (int row = box.top(), i = 0; row < box.bottom(); row++) {
            for (int column = box.left(); column < box.right(); column++, i++) {
                part.values[i] = choice.takes(row, column) ? at(row, column) : 0;
            }
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

    Moments moments() {
        double mass = 0;
        double rowSum = 0;
        double columnSum = 0;
        double squares = 0;
        double products = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double ink = at(row, column);
                mass += ink;
                rowSum += ink * row;
                columnSum += ink * column;
                squares += ink * row * row;
                products += ink * row * column;
            }
        }
        return new Moments(mass, rowSum, columnSum, squares, products);
    }

    /** Another size: smaller by exact mean over areas, larger by linear interpolation. */
    Plane resized(int newRows, int newColumns) {
        return alongRows(newColumns).transposed().alongRows(newRows).transposed();
    }

    private Plane alongRows(int newColumns) {
        Plane result = new Plane(rows, newColumns);
        double step = (double) columns / newColumns;
        for (int column = 0; column < newColumns; column++) {
            double from = step >= 1 ? column * step : Math.max(0, Math.min(columns - 1, (column + 0.5) * step - 0.5));
            for (int row = 0; row < rows; row++) {
                double ink = step >= 1 ? mean(row, from, Math.min(columns, from + step), step) : between(row, from);
                result.values[row * newColumns + column] = (float) Math.min(1, ink);
            }
        }
        return result;
    }

    /** Of the part of a row between two places, {@code width} columns. */
    private double mean(int row, double from, double to, double width) {
        double sum = 0;
        for (int i = (int) from; i < Math.min(columns, (int) Math.ceil(to)); i++) {
            sum += (Math.min(to, i + 1) - Math.max(from, i)) / width * at(row, i);
        }
        return sum;
    }

    /** At a place of a row, between the middles of its pixels; the first one's is at 0. */
    private double between(int row, double place) {
        int left = (int) place;
        double share = place - left;
        return share == 0 ? at(row, left) : (1 - share) * at(row, left) + share * at(row, left + 1);
    }

    private Plane transposed() {
        Plane result = new Plane(columns, rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result.values[column * rows + row] = at(row, column);
            }
        }
        return result;
    }
}
