package mnist.picture;

/**
 * Gives the strokes of a thin pen the width that MNIST's have: a hairline on a large sheet would be a shade of grey in 20
 * x 20 pixels, which no network has seen. Strokes that are wide enough stay as they are.
 */
final class PenStrokes {
    /** In pixels of the frame's box. MNIST's digits, measured in the same way: 1.6 to 3.6 (5 to 95 %), median 2.5. */
    private static final double THINNEST = 2;

    /** Fainter pixels are the edges of strokes. */
    private static final float HALF = 0.5f;

    private PenStrokes() {}

    /** @param digit cut out: its ink touches all four sides */
    static Plane wideEnough(Plane digit) {
        double radius = missing(digit, Math.max(digit.rows(), digit.columns()));
        return radius == 0 ? digit : widened(digit, radius);
    }

    /**
     * By how much strokes must be widened on both sides; 0 for those that are wide enough.
     *
     * @param side the longer one of a digit, in pixels
     */
    static double missing(Plane ink, double side) {
        double width = width(ink);
        // Widened by r on both sides, a stroke has THINNEST of BOX pixels when (w + 2 r) / (side + 2 r) is their ratio.
        double radius = (THINNEST * side - DigitFrame.BOX * width) / (2 * (DigitFrame.BOX - THINNEST));
        return width == 0 ? 0 : Math.max(0, radius);
    }

    /**
     * In pixels. The pixels across a stroke of width w are (1, 2, ... w/2, w/2, ... 2, 1) from the ground, on average w/4 +
     * 1/2.
     */
    static double width(Plane digit) {
        Plane distance = DistanceField.of(withMargin(digit, 1), amount -> amount < HALF);
        double sum = 0;
        int count = 0;
        for (float value : distance.values()) {
            sum += value;
            count += value > 0 ? 1 : 0;
        }
        return count == 0 ? 0 : 4 * sum / count - 2;
    }

    /** All that is within the radius of a stroke is ink. */
    private static Plane widened(Plane digit, double radius) {
        Plane wide = withMargin(digit, (int) Math.ceil(radius));
        Plane distance = DistanceField.of(wide, amount -> amount >= HALF);
        for (int i = 0; i < wide.values().length; i++) {
            double covered = Math.max(0, Math.min(1, radius - distance.values()[i] + HALF));
            wide.values()[i] = Math.max(wide.values()[i], (float) covered);
        }
        return wide;
    }

    private static Plane withMargin(Plane plane, int margin) {
        Plane larger = new Plane(plane.rows() + 2 * margin, plane.columns() + 2 * margin);
        for (int row = 0; row < plane.rows(); row++) {
            System.arraycopy(
                    plane.values(),
                    row * plane.columns(),
                    larger.values(),
                    (row + margin) * larger.columns() + margin,
                    plane.columns());
        }
        return larger;
    }
}
