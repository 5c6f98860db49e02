package mnist.data;

/** The mini-batches of one epoch after another; the next ones are prepared on other threads while one trains. */
public interface BatchStream extends AutoCloseable {
    /** Steps in an epoch: images / batchSize, rounded up. */
    int stepsPerEpoch();

    /** Images in an epoch. */
    int images();

    /**
     * Goes to a place: the next call of {@link #next()} gives batch {@code step} (from 0) of {@code epoch} (from 1).
     */
    void seek(int epoch, int step);

    /** The next batch of this epoch, valid until the next call, or null at the epoch's end. */
    Batch next();

    @Override
    void close();
}
