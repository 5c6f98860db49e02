package mnist.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.data.ImageTransform;
import mnist.data.Pixels;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.data.augment.StrengthSchedule;
import mnist.data.generate.DigitGenerator;

/** Measures how fast images are augmented, on generated digits; some of what comes out is checked first. */
public final class AugmenterBenchmark {
    private static final int IMAGES = 8192;
    private static final int CHECKED = 200;

    /** Images that a thread writes one beside the other, as into a batch, before it begins anew. */
    private static final int BATCH = 64;

    /** An image keeps its ink but for what scaling adds or takes and what leaves the picture: within this factor. */
    private static final double MOST_INK_CHANGE = 3;

    private static final float FULL_INK = Pixels.toFloat((byte) 255);
    private static final byte[] DIGITS = new byte[IMAGES * DigitGenerator.PIXELS];
    private static final byte[] LABELS = new byte[IMAGES];

    static {
        new DigitGenerator(1).images(0, DIGITS, LABELS);
    }

    private AugmenterBenchmark() {}

    /**
     * Images per second: the median of several passes over the same images, each pass an epoch of its own.
     *
     * @param threads each with an augmenter of its own and its share of the images
     * @throws IllegalStateException when the augmented images are wrong
     */
    public static double imagesPerSecond(Augmentation settings, int threads) {
        Augmenter augmenter =
                new Augmenter(settings, StrengthSchedule.CONSTANT, 1, DigitGenerator.SIDE, DigitGenerator.SIDE);
        check(augmenter, augmenter.forAnotherThread());
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            shares.add(new Share(augmenter.forAnotherThread(), IMAGES * i / threads, IMAGES * (i + 1) / threads));
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Trials.warmUp(() -> pass(shares, workers));
            return Trials.medianRate(IMAGES * 1e9, () -> pass(shares, workers));
        } finally {
            workers.shutdownNow();
        }
    }

    private static void pass(List<Share> shares, ExecutorService workers) {
        try {
            for (Future<Void> done : workers.invokeAll(shares)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What one thread does in a pass. */
    private static final class Share implements Callable<Void> {
        private final Augmenter augmenter;
        private final int from;
        private final int to;
        private final float[] batch = new float[BATCH * DigitGenerator.PIXELS];
        private int epoch;

        Share(Augmenter augmenter, int from, int to) {
            this.augmenter = augmenter;
            this.from = from;
            this.to = to;
        }

        @Override
        public Void call() {
            epoch++;
            for (int index = from; index < to; index++) {
                augment(augmenter, epoch, index, batch, index % BATCH * DigitGenerator.PIXELS);
            }
            return null;
        }
    }

    private static void augment(ImageTransform transform, int epoch, int index, float[] target, int targetOffset) {
        transform.apply(
                DIGITS, index * DigitGenerator.PIXELS, target, targetOffset, LABELS[index] & 0xff, epoch, index);
    }

    /**
     * Compares two that ought to be the same, and what they make with the images themselves.
     *
     * @throws IllegalStateException if they differ, leave an image as it was, or give no picture of it
     */
    static void check(ImageTransform transform, ImageTransform copy) {
        float[] plain = new float[DigitGenerator.PIXELS];
        float[] image = new float[DigitGenerator.PIXELS];
        float[] again = new float[DigitGenerator.PIXELS];
        for (int index = 0; index < CHECKED; index++) {
            Pixels.toFloats(DIGITS, index * DigitGenerator.PIXELS, plain, 0, DigitGenerator.PIXELS);
            augment(transform, 1, index, image, 0);
            augment(copy, 1, index, again, 0);
            require(Arrays.equals(image, again), "two threads get different images", index);
            require(!Arrays.equals(image, plain), "the image was left as it is", index);
            double change = ink(image) / ink(plain);
            require(change < MOST_INK_CHANGE && change > 1 / MOST_INK_CHANGE, "the ink is gone or too much", index);
        }
    }

    private static void require(boolean right, String problem, int index) {
        if (!right) {
            throw new IllegalStateException("augmentation is wrong at image " + index + ": " + problem);
        }
    }

    /** The sum of the pixels; NaN if one is none. */
    private static double ink(float[] image) {
        double sum = 0;
        for (float pixel : image) {
            sum += pixel >= 0 && pixel <= FULL_INK ? pixel : Double.NaN;
        }
        return sum;
    }
}
