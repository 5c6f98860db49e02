package mnist.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.random.Draws;
import mnist.random.Purpose;

/** Parts of a data set. */
public final class DataSplits {
    private DataSplits() {}

    /**
     * What is left to train on, and what was held out.
     *
     * @param validation null if nothing was
     */
    public record TrainValidation(Dataset train, Dataset validation) {}

    /**
     * Holds out exactly {@code count} images, drawn without regard to their class: a function of the seed and the size
     * alone.
     *
     * @throws DataException if nothing would be left to train on
     */
    public static TrainValidation holdOut(Dataset whole, int count, long seed) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot hold out " + count + " images");
        }
        if (count == 0) {
            return new TrainValidation(whole, null);
        }
        if (count >= whole.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: holding out %,d of its %,d images leaves none to train on; hold out fewer",
                    whole.name(),
                    count,
                    whole.size()));
        }
        int[] order = new int[whole.size()];
        Draws.of(seed, Purpose.SPLIT, 0, 0).permutation(order);
        int[] held = Arrays.copyOf(order, count);
        int[] rest = Arrays.copyOfRange(order, count, order.length);
        Arrays.sort(held);
        Arrays.sort(rest);
        return new TrainValidation(whole.subset(rest, whole.name()), whole.subset(held, whole.name() + ", held out"));
    }

    /**
     * The first {@code count} images in the order of the files, whatever the seed; all of them if there are no more. Of
     * images that are sorted by class so many are drawn, for the first would be of few classes.
     */
    public static Dataset limited(Dataset whole, int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("cannot take " + count + " images");
        }
        if (count >= whole.size()) {
            return whole;
        }
        if (isSorted(whole)) {
            Dataset drawn = holdOut(whole, count, seed).validation();
            int[] all = IntStream.range(0, count).toArray();
            return drawn.subset(all, String.format(Locale.ROOT, "%s, %,d drawn", whole.name(), count));
        }
        int[] indices = IntStream.range(0, count).toArray();
        return whole.subset(indices, String.format(Locale.ROOT, "%s, first %,d", whole.name(), count));
    }

    /** Whether the images of every class stand together. */
    public static boolean isSorted(Dataset images) {
        boolean[] seen = new boolean[images.classes()];
        for (int i = 1; i < images.size(); i++) {
            if (images.label(i) != images.label(i - 1)) {
                seen[images.label(i - 1)] = true;
                if (seen[images.label(i)]) {
                    return false;
                }
            }
        }
        return images.size() > 1 && images.label(0) != images.label(images.size() - 1);
    }
}
