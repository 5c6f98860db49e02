package mnist.data.generate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many generated digits, drawn by several threads and handed out in order, a bounded number of them at a time. */
final class DigitChunks {
    private static final int IMAGES = 1024;

    /** Takes the digits of one chunk: n x 784 bytes of images and n of labels. */
    @FunctionalInterface
    interface Consumer {
        void accept(byte[] images, byte[] labels) throws IOException;
    }

    private record Chunk(byte[] images, byte[] labels) {}

    private final long seed;
    private final int threads;

    DigitChunks(long seed, int threads) {
        this.seed = seed;
        this.threads = threads;
    }

    /** Draws images {@code first .. first + count - 1}; the consumer gets them in this order, on the calling thread. */
    void generate(long first, long count, Consumer consumer) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads, DigitChunks::daemon);
        try {
            Deque<Future<Chunk>> underWay = new ArrayDeque<>();
            for (long done = 0; done < count; done += IMAGES) {
                long from = first + done;
                int size = (int) Math.min(IMAGES, count - done);
                underWay.add(workers.submit(() -> draw(from, size)));
                if (underWay.size() > 2 * threads) {
                    handOut(underWay.remove(), consumer);
                }
            }
            while (!underWay.isEmpty()) {
                handOut(underWay.remove(), consumer);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Chunk draw(long first, int count) {
        Chunk chunk = new Chunk(new byte[count * DigitGenerator.PIXELS], new byte[count]);
        new DigitGenerator(seed).images(first, chunk.images, chunk.labels);
        return chunk;
    }

    private static void handOut(Future<Chunk> future, Consumer consumer) throws IOException {
        try {
            Chunk chunk = future.get();
            consumer.accept(chunk.images, chunk.labels);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error memoryUsedUp) {
                throw memoryUsedUp;
            }
            throw new IllegalStateException("drawing digits failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "draw digits");
        thread.setDaemon(true);
        return thread;
    }
}
