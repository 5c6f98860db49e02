package mnist.picture;

/** Changes the size of a plane: smaller by exact mean over areas, larger by linear interpolation. */
final class Resampling {
    private Resampling() {}

    static Plane to(Plane plane, int rows, int columns) {
        return transposed(alongRows(transposed(alongRows(plane, columns)), rows));
    }

    private static Plane alongRows(Plane plane, int columns) {
        Plane result = new Plane(plane.rows(), columns);
        double step = (double) plane.columns() / columns;
        for (int column = 0; column < columns; column++) {
            Weights weights = step >= 1
                    ? Weights.area(column, step, plane.columns())
                    : Weights.tent(column, step, plane.columns());
            for (int row = 0; row < plane.rows(); row++) {
                result.values()[row * columns + column] = weights.sum(plane, row);
            }
        }
        return result;
    }

    /**
     * How much the pixels of a row count for one pixel of the result; together 1.
     *
     * @param first column of the first weight
     */
    private record Weights(int first, double... weights) {
        static Weights area(int column, double step, int size) {
            double from = column * step;
            double to = Math.min(size, from + step);
            int first = (int) from;
            int last = Math.min(size - 1, (int) Math.ceil(to) - 1);
            double[] weights = new double[last - first + 1];
            for (int i = first; i <= last; i++) {
                weights[i - first] = (Math.min(to, i + 1) - Math.max(from, i)) / step;
            }
            return new Weights(first, weights);
        }

        static Weights tent(int column, double step, int size) {
            double middle = Math.max(0, Math.min(size - 1, (column + 0.5) * step - 0.5));
            int first = Math.min(size - 1, (int) middle);
            double part = middle - first;
            return part == 0 ? new Weights(first, 1) : new Weights(first, 1 - part, part);
        }

        float sum(Plane plane, int row) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * plane.at(row, first + i);
            }
            return (float) Math.min(1, sum);
        }
    }

    private static Plane transposed(Plane plane) {
        Plane result = new Plane(plane.columns(), plane.rows());
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < plane.columns(); column++) {
                result.values()[column * plane.rows() + row] = plane.at(row, column);
            }
        }
        return result;
    }
}
