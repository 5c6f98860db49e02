package mnist.data;

import java.util.Arrays;
import java.util.Locale;

/**
 * The batches of a {@link BatchSource}, prepared ahead on a thread of their own, or on as many as there are processors
 * when images are transformed; the threads start with the first call of {@link #next()} or {@link #seek}. After an epoch's end ({@code null}) the next epoch follows by itself. For one
 * thread.
 *
 * <p>Nothing is allocated per step: batches lie in a ring of as many as fit {@value #RING_BYTES} bytes, at least two.
 * It is only one, and then nothing is prepared ahead, when a batch is the whole epoch or two would take more than a
 * quarter of the heap.
 */
public final class PreparedBatches implements BatchStream {
    static final int RING_BYTES = 2 << 20;
    private static final int MAX_RING = 64;

    private final BatchSource source;
    private final int pixels;
    private final int batchSize;
    private final Batch[] ring;

    /** One for each thread that prepares. */
    private final BatchAssembler[] assemblers;

    private BatchPrefetcher prefetcher;
    private int epoch = 1;
    private int step;
    private long taken;
    private boolean holdsBatch;
    private boolean closed;

    public PreparedBatches(BatchSource source, int pixels, int batchSize, ImageTransform transform) {
        this(
                source,
                pixels,
                batchSize,
                transform,
                transform == null ? 1 : Runtime.getRuntime().availableProcessors());
    }

    /** @param maxThreads to prepare batches; no more are used than there is room for batches */
    public PreparedBatches(BatchSource source, int pixels, int batchSize, ImageTransform transform, int maxThreads) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size " + batchSize + ": must be at least 1");
        }
        this.source = source;
        this.pixels = pixels;
        this.batchSize = Math.min(batchSize, source.images());
        long bytes = (long) this.batchSize * pixels * Float.BYTES;
        long maxHeap = Runtime.getRuntime().maxMemory();
        if (bytes / Float.BYTES > Integer.MAX_VALUE - 8 || bytes > maxHeap) {
            throw tooLarge(bytes, maxHeap);
        }
        boolean alone = this.batchSize == source.images() || 2 * bytes > maxHeap / 4;
        ring = new Batch[alone ? 1 : (int) Math.max(2, Math.min(MAX_RING, RING_BYTES / bytes))];
        assemblers = new BatchAssembler[Math.min(maxThreads, ring.length)];
        try {
            Arrays.setAll(ring, i -> new Batch(this.batchSize, pixels));
            Arrays.setAll(assemblers, i -> assembler(i, transform));
        } catch (OutOfMemoryError e) {
            throw tooLarge(bytes, maxHeap);
        }
    }

    @Override
    public int stepsPerEpoch() {
        return (int) (((long) source.images() + batchSize - 1) / batchSize);
    }

    @Override
    public int images() {
        return source.images();
    }

    /**
     * {@inheritDoc} Costs nothing when that is the next batch anyway.
     *
     * @param step 0 to {@link #stepsPerEpoch()}; the latter is the epoch's end
     */
    @Override
    public void seek(int epoch, int step) {
        if (epoch < 1 || step < 0 || step > stepsPerEpoch()) {
            throw new IllegalArgumentException(
                    "no step %s in epoch %s (%s steps)".formatted(step, epoch, stepsPerEpoch()));
        }
        if (epoch != this.epoch || step != this.step) {
            stopPrefetching();
            this.epoch = epoch;
            this.step = step;
        }
        startPrefetching();
    }

    @Override
    public Batch next() {
        startPrefetching();
        if (holdsBatch) {
            holdsBatch = false;
            prefetcher.release();
        }
        if (step == stepsPerEpoch()) {
            step = 0;
            epoch++;
            return null;
        }
        Batch batch = prefetcher.take(taken);
        taken++;
        step++;
        holdsBatch = true;
        return batch;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stopPrefetching();
            source.close();
        }
    }

    private void startPrefetching() {
        if (closed) {
            throw new IllegalStateException("the batches are closed");
        }
        if (prefetcher == null) {
            prefetcher = new BatchPrefetcher(source, assemblers, ring, batchSize, epoch, step);
            taken = 0;
        }
    }

    private void stopPrefetching() {
        holdsBatch = false;
        if (prefetcher != null) {
            prefetcher.stop();
            prefetcher = null;
        }
    }

    private BatchAssembler assembler(int thread, ImageTransform transform) {
        ImageTransform own = thread == 0 || transform == null ? transform : transform.forAnotherThread();
        return new BatchAssembler(batchSize, pixels, own);
    }

    private DataException tooLarge(long bytes, long maxHeap) {
        return new DataException(String.format(
                Locale.ROOT,
                "a batch of %,d images takes %,d MB, more than is free of the heap's %,d MB; "
                        + "choose a smaller batch, or give more memory with -Xmx",
                batchSize,
                bytes >> 20,
                maxHeap >> 20));
    }
}
