package mnist.data.source;

import mnist.data.DataException;

/**
 * How the numbers of a file become pixels: {@code low} becomes 0 and {@code high} 255, evenly between; what lies outside
 * becomes the nearer of the two.
 */
public record PixelScale(double low, double high) {
    private static final int WHITE = 255;

    /** Numbers that are pixels already. */
    public static final PixelScale BYTES = new PixelScale(0, WHITE);

    /** @throws IllegalArgumentException unless low and high are finite and differ */
    public PixelScale {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low == high) {
            throw new IllegalArgumentException("no range of pixels: " + low + " to " + high);
        }
    }

    /**
     * The scale that numbers of this range seem to have: 0 to 1 for fractions that are no larger, else 0 to 255.
     *
     * @param fractions whether one of them is no whole number
     * @throws DataException if they lie outside both
     */
    public static PixelScale of(double least, double largest, boolean fractions, Object place) {
        if (least >= 0 && largest <= 1 && fractions) {
            return new PixelScale(0, 1);
        }
        if (least >= 0 && largest <= WHITE) {
            return BYTES;
        }
        throw DataException.about(
                place,
                "pixels of an unknown range",
                "0 to 255 or 0 to 1",
                text(least) + " to " + text(largest),
                "say which number is black and which white, for example --range " + text(least) + "," + text(largest));
    }

    /** The pixel of a number, which must not be NaN. */
    public byte pixel(double value) {
        double scaled = (value - low) * WHITE / (high - low);
        return (byte) Math.round(Math.max(0, Math.min(WHITE, scaled)));
    }

    /** Whether bytes stay as they are. */
    public boolean isBytes() {
        return equals(BYTES);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Float.toString((float) value);
    }

    /** For people, for example "0..1". */
    @Override
    public String toString() {
        return text(low) + ".." + text(high);
    }
}
