package mnist.picture;

/**
 * Brings a digit into the frame that MNIST's makers gave theirs: "The original black and white (bilevel) images from NIST
 * were size normalized to fit in a 20x20 pixel box while preserving their aspect ratio. The resulting images contain grey
 * levels as a result of the anti-aliasing technique used by the normalization algorithm. The images were centered in a
 * 28x28 image by computing the center of mass of the pixels, and translating the image so as to position this point at
 * the center of the 28x28 field" (Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits).
 */
final class DigitFrame {
    /** Height and width of MNIST's images. */
    static final int SIDE = 28;

    /** The longer side of a digit in them. */
    static final int BOX = 20;

    private static final int FULL = 255;

    /** In pixels, by which the longer side of a digit that is framed already may differ from {@link #BOX}. */
    private static final int BOX_TOLERANCE = 1;

    /** In pixels, by which its centre of mass may be away from the middle of the pixel in which it is put. */
    private static final double CENTRE_TOLERANCE = 1;

    /** What sums of symmetric digits may be off by. */
    private static final double ROUNDING = 1e-5;

    private DigitFrame() {}

    /** @param digit cut out: its ink touches all four sides */
    static Picture of(Plane digit) {
        double scale = (double) BOX / Math.max(digit.rows(), digit.columns());
        int rows = Math.max(1, (int) Math.round(digit.rows() * scale));
        int columns = Math.max(1, (int) Math.round(digit.columns() * scale));
        Plane small = digit.resized(rows, columns);
        Plane.Moments sums = small.moments();
        int top = corner(sums.rows() / sums.mass(), rows);
        int left = corner(sums.columns() / sums.mass(), columns);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                pixels[(top + row) * SIDE + left + column] = (byte) Math.round(FULL * small.at(row, column));
            }
        }
        return new Picture(SIDE, SIDE, pixels);
    }

    /** Whether a picture, light on black, is a digit in its frame already; nearly all of MNIST's images are. */
    static boolean isFramed(Picture picture) {
        if (picture.rows() != SIDE || picture.columns() != SIDE) {
            return false;
        }
        Plane ink = picture.amounts();
        Box box = ink.inkBox();
        if (box == null || Math.abs(Math.max(box.height(), box.width()) - BOX) > BOX_TOLERANCE) {
            return false;
        }
        Plane.Moments sums = ink.moments();
        return isCentre(sums.rows() / sums.mass()) && isCentre(sums.columns() / sums.mass());
    }

    /** @param place the first pixel's middle is at 0 */
    private static boolean isCentre(double place) {
        return Math.abs(place - SIDE / 2) <= CENTRE_TOLERANCE;
    }

    /**
     * Where the digit begins. It is moved by whole pixels, and not out of the frame. In MNIST's images the centre lies in
     * the pixel below and to the right of the middle: between 14 and 15, where the first pixel lies between 0 and 1.
     *
     * @param centre of mass; the first pixel's middle is at 0
     */
    private static int corner(double centre, int size) {
        return Math.max(0, Math.min(SIDE - size, (int) Math.ceil(SIDE / 2.0 - (centre + 0.5) - ROUNDING)));
    }
}
