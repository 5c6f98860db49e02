package mnist.picture;

/** A rectangle of pixels; {@code bottom} and {@code right} are the first row and column beyond it. */
record Box(int top, int left, int bottom, int right) {
    int height() {
        return bottom - top;
    }

    int width() {
        return right - left;
    }

    /** The smallest around both. */
    Box with(Box other) {
        return new Box(
                Math.min(top, other.top),
                Math.min(left, other.left),
                Math.max(bottom, other.bottom),
                Math.max(right, other.right));
    }

    /** Columns that both have. */
    int sharedColumns(Box other) {
        return Math.max(0, Math.min(right, other.right) - Math.max(left, other.left));
    }
}
