package mnist.data;

import java.util.Arrays;

/** Puts images into a {@link Batch} row by row and keeps account of the columns in use. */
public final class BatchAssembler {
    private final ImageTransform transform;
    private final int pixels;

    /** A byte for each column, not 0 where it is in use, see {@link Pixels}. */
    private final long[] used;

    /** For transformed images: the sum of every column's absolute values. */
    private final float[] usedFloats;

    /** For transformed images: their bytes, for the source may use its memory again while they are transformed. */
    private final byte[] bytes;

    private Batch batch;
    private int epoch;
    private int row;

    /**
     * @param maxRows of a batch
     * @param transform null for the plain conversion, {@link Pixels}
     */
    BatchAssembler(int maxRows, int pixels, ImageTransform transform) {
        this.pixels = pixels;
        this.transform = transform;
        used = new long[Pixels.groups(pixels)];
        usedFloats = new float[transform == null ? 0 : pixels];
        bytes = new byte[transform == null ? 0 : maxRows * pixels];
    }

    void begin(Batch batch, int epoch, int rows) {
        this.batch = batch;
        this.epoch = epoch;
        batch.x.numRows = rows;
        row = 0;
        Arrays.fill(used, 0);
    }

    /** The image's bytes stand in {@code source} from {@code offset}. */
    public void add(byte[] source, int offset, int label, int index) {
        int start = row * pixels;
        if (transform == null) {
            Pixels.toFloats(source, offset, batch.x.data, start, pixels, used);
        } else {
            System.arraycopy(source, offset, bytes, start, pixels);
        }
        batch.labels[row] = label;
        batch.indices[row] = index;
        row++;
    }

    /** Transforms the images, where they are to be, and lists the columns in use. Needs nothing of the source. */
    void end() {
        if (transform != null) {
            transformAll();
        }
        batch.nonZeroCount = listUsed();
    }

    private void transformAll() {
        Arrays.fill(usedFloats, 0);
        float[] x = batch.x.data;
        for (int i = 0; i < row; i++) {
            int start = i * pixels;
            transform.apply(bytes, start, x, start, batch.labels[i], epoch, batch.indices[i]);
            for (int column = 0; column < pixels; column++) {
                usedFloats[column] += Math.abs(x[start + column]);
            }
        }
        for (int column = 0; column < pixels; column++) {
            long mark = usedFloats[column] == 0 ? 0 : 1;
            used[column / Pixels.GROUP] |= mark << (column % Pixels.GROUP * Byte.SIZE);
        }
    }

    private int listUsed() {
        int count = 0;
        for (int group = 0; group < used.length; group++) {
            long bytes = used[group];
            int column = group * Pixels.GROUP;
            int end = bytes == 0 ? column : Math.min(column + Pixels.GROUP, pixels);
            for (; column < end; column++) {
                // Written always and counted when used: no branch to mispredict.
                batch.nonZeroColumns[count] = column;
                count += (bytes & 0xff) == 0 ? 0 : 1;
                bytes >>>= Byte.SIZE;
            }
        }
        return count;
    }
}
