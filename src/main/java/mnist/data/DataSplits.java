package mnist.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
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
     * Sets a share of every class apart as the test part. Which images depends on their pixels alone: where others are added
     * or taken away, an image that was trained on does not become one to test on, but for the few at the edge of the share.
     *
     * @param share above 0 and below 1
     * @throws DataException if this would be none or all images
     */
    public static TrainValidation drawn(Dataset whole, double share, Object place) {
        long[] hashes = SharedImages.hashes(whole);
        Comparator<Integer> order =
                Comparator.<Integer>comparingLong(i -> hashes[i]).thenComparing(i -> i);
        Map<Integer, List<Integer>> byClass =
                IntStream.range(0, whole.size()).boxed().sorted(order).collect(Collectors.groupingBy(whole::label));
        int[] held = byClass.values().stream()
                .flatMap(images -> images.stream().limit(Math.round(share * images.size())))
                .mapToInt(image -> image)
                .sorted()
                .toArray();
        if (held.length == 0 || held.length == whole.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: has no test part, and %s of each class of its %,d images is %s; give more images, or another"
                            + " --test-share",
                    place,
                    share,
                    whole.size(),
                    held.length == 0 ? "none" : "all"));
        }
        int[] rest = IntStream.range(0, whole.size())
                .filter(i -> Arrays.binarySearch(held, i) < 0)
                .toArray();
        return new TrainValidation(whole.subset(rest, whole.name()), whole.subset(held, whole.name() + ", drawn"));
    }

    /**
     * Holds out all images by some of the writers, who are drawn until they wrote {@code count} images or more. Asked again
     * for the number that was held out, it holds out the same.
     *
     * @throws DataException if the writers are not known, or nothing would be left to train on
     */
    public static TrainValidation holdOutWriters(Dataset whole, int count, long seed) {
        return holdOutWriters(whole, seed, before -> before < count);
    }

    /**
     * Holds out all images by one of several groups of writers, who are drawn so that each group wrote about as many images.
     * With one seed every image is held out in one fold.
     *
     * @throws DataException if the writers are not known, or there are too few for so many folds
     */
    public static TrainValidation holdOutWriters(Dataset whole, Fold fold, long seed) {
        return holdOutWriters(whole, seed, before -> (long) before * fold.of() / whole.size() == fold.number() - 1);
    }

    /** @param isHeld whether a writer is, from the number of images by the writers drawn before */
    private static TrainValidation holdOutWriters(Dataset whole, long seed, IntPredicate isHeld) {
        if (!whole.hasWriters()) {
            throw new DataException(whole.name()
                    + ": does not say who wrote the images, as QMNIST does; hold out any images with --validation");
        }
        Map<Integer, Integer> imagesOf = new TreeMap<>();
        for (int i = 0; i < whole.size(); i++) {
            imagesOf.merge(whole.writer(i), 1, Integer::sum);
        }
        int[] writers = imagesOf.keySet().stream().mapToInt(writer -> writer).toArray();
        int[] order = new int[writers.length];
        Draws.of(seed, Purpose.SPLIT, 0, 0).permutation(order);
        Set<Integer> chosen = new HashSet<>();
        int before = 0;
        for (int i : order) {
            if (isHeld.test(before)) {
                chosen.add(writers[i]);
            }
            before += imagesOf.get(writers[i]);
        }
        if (chosen.isEmpty() || chosen.size() == writers.length) {
            throw new DataException(whole.name() + ": holding out " + chosen.size() + " of "
                    + writers.length + " writers leaves none to " + (chosen.isEmpty() ? "validate" : "train")
                    + " on; hold out " + (chosen.isEmpty() ? "more, in fewer folds" : "fewer"));
        }
        IntStream all = IntStream.range(0, whole.size());
        Map<Boolean, List<Integer>> parts =
                all.boxed().collect(Collectors.partitioningBy(i -> chosen.contains(whole.writer(i))));
        return new TrainValidation(
                whole.subset(ints(parts.get(false)), whole.name()),
                whole.subset(ints(parts.get(true)), whole.name() + ", writers held out"));
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(number -> number).toArray();
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
