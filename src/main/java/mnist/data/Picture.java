package mnist.data;

/**
 * A grey picture.
 *
 * @param pixels rows x columns unsigned bytes, 0 is black
 */
public record Picture(int rows, int columns, byte[] pixels) {
    /** Mean of the outermost pixels, 0 to 255: whether the background is dark, as in MNIST, or light. */
    public int borderBrightness() {
        long sum = 0;
        int count = 0;
        for (int row = 0; row < rows; row++) {
            boolean edge = row == 0 || row == rows - 1;
            for (int column = 0; column < columns; column += edge ? 1 : Math.max(1, columns - 1)) {
                sum += pixels[row * columns + column] & 0xff;
                count++;
            }
        }
        return (int) (sum / count);
    }
}
