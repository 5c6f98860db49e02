package mnist.data;

/** Puts images into a {@link Batch} row by row. */
public final class BatchAssembler {
    private final ImageTransform transform;
    private final int pixels;

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
        bytes = new byte[transform == null ? 0 : maxRows * pixels];
    }

    void begin(Batch batch, int epoch, int rows) {
        this.batch = batch;
        this.epoch = epoch;
        batch.x.numRows = rows;
        batch.nonZero.clear(rows);
        row = 0;
    }

    /** The image's bytes stand in {@code source} from {@code offset}. */
    public void add(byte[] source, int offset, int label, int index) {
        int start = row * pixels;
        if (transform == null) {
            Pixels.toFloats(source, offset, batch.x.data, start, pixels, batch.nonZero, row);
        } else {
            System.arraycopy(source, offset, bytes, start, pixels);
        }
        batch.labels[row] = label;
        batch.indices[row] = index;
        row++;
    }

    /** Transforms the images, where they are to be, and finds out where they are not zero. Needs nothing of the source. */
    void end() {
        for (int i = 0; transform != null && i < row; i++) {
            int start = i * pixels;
            transform.apply(bytes, start, batch.x.data, start, batch.labels[i], epoch, batch.indices[i]);
            batch.nonZero.mark(i, batch.x.data, start);
        }
        batch.nonZero.finish(batch.x);
    }
}
