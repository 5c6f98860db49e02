package mnist.data.generate;

import mnist.random.DrawSequence;
import mnist.random.Draws;
import mnist.random.Purpose;

/**
 * Handwritten digits without a data set: image {@code index} is a function of the seed and its index alone, so images
 * can be made in any order and on any number of threads, and every platform makes the same bytes (basic arithmetic and
 * {@link StrictMath} only).
 *
 * <p>Not thread-safe: each thread makes a generator of its own.
 */
public final class DigitGenerator {
    /** Goes up when the same seed gives other images than before. */
    public static final int VERSION = 1;

    /** Height and width of an image. */
    public static final int SIDE = DigitPaper.SIDE;

    /** Bytes of an image. */
    public static final int PIXELS = DigitPaper.PIXELS;

    public static final int CLASSES = 10;

    private static final float MEAN_RADIUS = 1.35f;
    private static final float RADIUS = 0.33f;
    private static final float LEAST_RADIUS = 0.55f;

    private final long seed;
    private final DrawSequence draws = new DrawSequence();
    private final Handwriting hand = new Handwriting();
    private final PenPath path = new PenPath();
    private final DigitPaper paper = new DigitPaper();

    public DigitGenerator(long seed) {
        this.seed = seed;
    }

    /** The digit of image {@code index}, 0 to 9, each with the same chance. */
    public int label(long index) {
        return Draws.below(Draws.key(seed, Purpose.DIGITS, index, 0), 0, CLASSES);
    }

    /**
     * Draws image {@code index}.
     *
     * @param image receives 784 bytes: 28 rows of 28 pixels, 0 is background and 255 ink
     */
    public void image(long index, byte[] image) {
        draws.restart(Draws.key(seed, Purpose.DIGITS, index, 1));
        hand.write(StrokeCatalogue.pick(label(index), draws.uniform()), draws, path);
        float radius = Math.max(LEAST_RADIUS, MEAN_RADIUS * (1 + RADIUS * draws.bell()));
        float softness = draws.uniform(0.9f, 1.6f);
        paper.draw(path, radius, softness, image);
    }

    /**
     * Draws as many images as there are labels, from image {@code first} on.
     *
     * @param images receives 784 bytes for each label, as {@link #image} does
     */
    public void images(long first, byte[] images, byte[] labels) {
        byte[] image = new byte[PIXELS];
        for (int i = 0; i < labels.length; i++) {
            image(first + i, image);
            System.arraycopy(image, 0, images, i * PIXELS, PIXELS);
            labels[i] = (byte) label(first + i);
        }
    }
}
