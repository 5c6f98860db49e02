package mnist.data;

/** Gives the images of one epoch after another, in order; used by one thread at a time. */
public interface BatchSource extends AutoCloseable {
    /** Images in an epoch. */
    int images();

    /** Goes to image number {@code position} of the order of {@code epoch}. */
    void seek(int epoch, int position);

    /** Puts the next {@code rows} images of the epoch into the batch; no more are asked for than the epoch has. */
    void fill(BatchAssembler batch, int rows);

    @Override
    default void close() {}
}
