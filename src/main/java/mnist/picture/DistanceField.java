package mnist.picture;

/**
 * How far every pixel is from the nearest one of a set: the exact Euclidean distance in time linear in the pixels, by the
 * lower envelope of parabolas (P. Felzenszwalb, D. Huttenlocher, Distance Transforms of Sampled Functions, 2012).
 */
final class DistanceField {
    private static final double FAR = 1e12;

    private DistanceField() {}

    /** Chooses pixels by their amount of ink. */
    @FunctionalInterface
    interface Choice {
        boolean takes(float amount);
    }

    /** In pixels, from middle to middle; 0 on the chosen pixels themselves. Enormous where none is chosen at all. */
    static Plane of(Plane plane, Choice choice) {
        int rows = plane.rows();
        int columns = plane.columns();
        double[] squares = new double[rows * columns];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = choice.takes(plane.values()[i]) ? 0 : FAR;
        }
        Envelope envelope = new Envelope(Math.max(rows, columns));
        for (int column = 0; column < columns; column++) {
            envelope.replace(squares, column, columns, rows);
        }
        for (int row = 0; row < rows; row++) {
            envelope.replace(squares, row * columns, 1, columns);
        }
        Plane distances = new Plane(rows, columns);
        for (int i = 0; i < squares.length; i++) {
            distances.values()[i] = (float) Math.sqrt(squares[i]);
        }
        return distances;
    }

    /** One dimension: over n samples, f(q) becomes the least of (q - p)^2 + f(p) over all p. */
    private static final class Envelope {
        private final double[] f;

        /** Apexes of the parabolas that are lowest somewhere, from left to right. */
        private final int[] apexes;

        /** Where each begins to be the lowest. */
        private final double[] begins;

        Envelope(int longest) {
            f = new double[longest];
            apexes = new int[longest];
            begins = new double[longest];
        }

        void replace(double[] values, int offset, int stride, int n) {
            for (int q = 0; q < n; q++) {
                f[q] = values[offset + q * stride];
            }
            int last = build(n);
            int lowest = 0;
            for (int q = 0; q < n; q++) {
                while (lowest < last && begins[lowest + 1] < q) {
                    lowest++;
                }
                double distance = q - apexes[lowest];
                values[offset + q * stride] = distance * distance + f[apexes[lowest]];
            }
        }

        /** Returns the number of the last parabola. */
        private int build(int n) {
            apexes[0] = 0;
            begins[0] = Double.NEGATIVE_INFINITY;
            int last = 0;
            for (int q = 1; q < n; q++) {
                double crossing = crossing(apexes[last], q);
                while (crossing <= begins[last]) {
                    crossing = crossing(apexes[--last], q);
                }
                apexes[++last] = q;
                begins[last] = crossing;
            }
            return last;
        }

        private double crossing(int p, int q) {
            return (f[q] + (double) q * q - f[p] - (double) p * p) / (2.0 * (q - p));
        }
    }
}
