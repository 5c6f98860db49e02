package mnist.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts apart digits of a row that touch each other. Of all ways to cut, by dynamic programming from left to right, the one
 * is taken whose pieces have most nearly a digit's width and height and whose seams cross least ink.
 */
final class TouchingDigits {
    /** Of the row's height: so close seams are tried. */
    private static final double STEP = 1.0 / 20;

    /** Of the row's height: so far a seam may stray from its column; digits lean. */
    private static final double LEEWAY = 0.3;

    /** Width to height of the pieces that are looked at. */
    private static final double NARROWEST = 0.1;

    private static final double WIDEST = 1.7;

    // Mean and standard deviation of width to height, of MNIST's digits put upright.
    private static final double WIDTH = 0.75;
    private static final double WIDTH_DEVIATION = 0.18;
    private static final double WIDTH_OF_ONES = 0.25;
    private static final double DEVIATION_OF_ONES = 0.1;

    /** Minus logarithm of the share of ones, a tenth. */
    private static final double RARITY_OF_ONES = 2.2;

    /** Of a digit's height from the row's. */
    private static final double HEIGHT_DEVIATION = 0.15;

    /** Of the pen's width. A seam that crosses less speaks for two digits, one that crosses more for a single one. */
    private static final double NEUTRAL_CROSSING = 2.0 / 3;

    /** What crossing a whole stroke costs, in the units of {@link #strangeness}; tried out on pairs of MNIST's digits. */
    private static final double STROKE = 3;

    /** Fainter pixels are the edges of strokes. */
    private static final float EDGE = 0.3f;

    private final Plane plane;
    private final double height;
    private final double penWidth;

    /** From the left edge to the right one. */
    private final List<Seam> seams = new ArrayList<>();

    private TouchingDigits(Plane plane, int height) {
        this.plane = plane;
        this.height = height;
        penWidth = Math.max(1, PenStrokes.width(plane));
        int step = Math.max(1, (int) (STEP * height));
        int leeway = (int) (LEEWAY * height);
        seams.add(Seam.edge(plane, false));
        for (int column = step; column < plane.columns() - step; column += step) {
            seams.add(Seam.near(plane, column, leeway));
        }
        seams.add(Seam.edge(plane, true));
    }

    /**
     * The digits, from left to right, cut out.
     *
     * @param plane one digit or several, cut out: their ink touches all four sides
     * @param height of the digits in the row
     */
    static List<Plane> apart(Plane plane, int height) {
        return new TouchingDigits(plane, height).cheapestPieces();
    }

    private List<Plane> cheapestPieces() {
        int last = seams.size() - 1;
        double[] costs = new double[last + 1];
        int[] previous = new int[last + 1];
        Plane[] pieces = new Plane[last + 1];
        for (int to = 1; to <= last; to++) {
            costs[to] = Double.POSITIVE_INFINITY;
            double cutting = to == last ? 0 : cutting(seams.get(to));
            for (int from = 0; from < to; from++) {
                Plane piece = mayBeDigit(from, to) ? seams.get(from).pieceUpTo(seams.get(to), plane) : null;
                double cost = piece == null ? Double.POSITIVE_INFINITY : costs[from] + strangeness(piece) + cutting;
                if (cost < costs[to]) {
                    costs[to] = cost;
                    previous[to] = from;
                    pieces[to] = piece;
                }
            }
        }
        List<Plane> fromLeft = new ArrayList<>();
        for (int to = last; to > 0; to = previous[to]) {
            fromLeft.add(0, pieces[to]);
        }
        return fromLeft;
    }

    private boolean mayBeDigit(int from, int to) {
        double width = (to - from) * STEP;
        boolean whole = from == 0 && to == seams.size() - 1;
        return whole || (width > NARROWEST && width < WIDEST);
    }

    private double cutting(Seam seam) {
        return STROKE * (seam.ink() / penWidth - NEUTRAL_CROSSING);
    }

    /** Minus the logarithm of how often digits have this shape: normal distributions, one for ones and one for the others. */
    private double strangeness(Plane piece) {
        double width = uprightWidth(piece) / height;
        double asOne = RARITY_OF_ONES + improbability(Math.max(0, width - WIDTH_OF_ONES), DEVIATION_OF_ONES);
        double asOther = improbability(width - WIDTH, WIDTH_DEVIATION);
        return Math.min(asOne, asOther) + improbability(1 - piece.rows() / height, HEIGHT_DEVIATION);
    }

    /** In pixels, were the rows shifted until rows and columns of the ink are uncorrelated. */
    private static double uprightWidth(Plane digit) {
        Plane.Moments sums = digit.moments();
        double variance = sums.squares() - sums.rows() * sums.rows() / sums.mass();
        double covariance = sums.products() - sums.rows() * sums.columns() / sums.mass();
        double slant = variance > 0 ? covariance / variance : 0;
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < digit.rows(); row++) {
            for (int column = 0; column < digit.columns(); column++) {
                if (digit.at(row, column) > EDGE) {
                    left = Math.min(left, column - slant * row);
                    right = Math.max(right, column - slant * row);
                }
            }
        }
        return Math.max(1, right - left + 1);
    }

    private static double improbability(double distance, double deviation) {
        return distance * distance / (2 * deviation * deviation);
    }
}
