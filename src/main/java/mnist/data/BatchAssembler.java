package mnist.data;

import java.util.Arrays;

/** Puts images into a {@link Batch} row by row and keeps account of the columns in use. */
final class BatchAssembler {
    private final ImageTransform transform;
    private final int pixels;

    /** Bitwise or of a column's bytes: zero if and only if all of them are. */
    private final byte[] used;

    /** Sum of the absolute values of a column of transformed images. */
    private final float[] usedFloats;

    private Batch batch;
    private int epoch;
    private int row;

    /** @param transform null for the plain conversion, {@link Pixels} */
    BatchAssembler(int pixels, ImageTransform transform) {
        this.pixels = pixels;
        this.transform = transform;
        used = new byte[pixels];
        usedFloats = new float[transform == null ? 0 : pixels];
    }

    void begin(Batch batch, int epoch, int rows) {
        this.batch = batch;
        this.epoch = epoch;
        batch.x.numRows = rows;
        row = 0;
        Arrays.fill(used, (byte) 0);
        Arrays.fill(usedFloats, 0);
    }

    /** The image's bytes stand in {@code source} from {@code offset}. */
    void add(byte[] source, int offset, int label, int index) {
        float[] x = batch.x.data;
        if (transform == null) {
            Pixels.toFloats(source, offset, x, row * pixels, pixels);
            markBytes(used, source, offset, pixels);
        } else {
            transform.apply(source, offset, x, row * pixels, epoch, index);
            markFloats(usedFloats, x, row * pixels, pixels);
        }
        batch.labels[row] = label;
        batch.indices[row] = index;
        row++;
    }

    void end() {
        int count = 0;
        for (int column = 0; column < pixels; column++) {
            // Written always and counted when used: no branch to mispredict.
            batch.nonZeroColumns[count] = column;
            count += isUsed(column) ? 1 : 0;
        }
        batch.nonZeroCount = count;
    }

    private boolean isUsed(int column) {
        return transform == null ? used[column] != 0 : usedFloats[column] != 0;
    }

    private static void markBytes(byte[] used, byte[] source, int offset, int count) {
        for (int i = 0; i < count; i++) {
            used[i] = (byte) (used[i] | source[offset + i]);
        }
    }

    private static void markFloats(float[] used, float[] source, int offset, int count) {
        for (int i = 0; i < count; i++) {
            used[i] += Math.abs(source[offset + i]);
        }
    }
}
