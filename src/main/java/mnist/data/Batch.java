package mnist.data;

import mnist.linalg.NonZeros;
import org.ejml.data.FMatrixRMaj;

/** One mini-batch; the stream that filled it reuses its memory. */
public final class Batch {
    /**
     * B x pixels, each pixel in [0, 2], see {@link Pixels#SCALE}. {@code x.numRows} is the actual B, smaller in a short last batch.
     */
    public final FMatrixRMaj x;

    /** Class numbers; the first B are valid. */
    public final int[] labels;

    /** Positions of the images in their data set; the first B are valid. */
    public final int[] indices;

    /** Where {@link #x} holds anything but zero. */
    public final NonZeros nonZero;

    public Batch(int maxRows, int pixels) {
        x = new FMatrixRMaj(maxRows, pixels);
        labels = new int[maxRows];
        indices = new int[maxRows];
        nonZero = new NonZeros(maxRows, pixels);
    }

    public int rows() {
        return x.numRows;
    }
}
