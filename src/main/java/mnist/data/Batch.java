package mnist.data;

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

    /**
     * The pixel columns that hold anything but zero in this batch, ascending; the first {@link #nonZeroCount} are
     * valid.
     */
    public final int[] nonZeroColumns;

    public int nonZeroCount;

    public Batch(int maxRows, int pixels) {
        x = new FMatrixRMaj(maxRows, pixels);
        labels = new int[maxRows];
        indices = new int[maxRows];
        nonZeroColumns = new int[pixels];
    }

    public int rows() {
        return x.numRows;
    }
}
