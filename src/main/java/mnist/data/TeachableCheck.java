package mnist.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Looks for images that can be read, but from which a network would learn little or nothing, without any other sign of it.
 * A hundred training images are looked at, and all labels.
 */
public final class TeachableCheck {
    private static final int MOST_IMAGES = 100;

    /** To reach an image of a streamed set, all before it are read. */
    private static final int MOST_STREAMED = 20;

    /** Of pixels that go up to 255. Each of MNIST's images has one of 254 at least. */
    private static final int FAINT = 64;

    /** Mean of the pixels at the edge from which on the ground is light. That of MNIST is below 1. */
    private static final int LIGHT = 128;

    /** A class with less than one in so many of the mean is more likely an error in the labels. */
    private static final int RARE = 100;

    /** Where classes have so many images in the mean, one with a single image is rare. */
    private static final int SINGLE = 20;

    /** Of the test images, from which on such as are trained on are told. */
    private static final double MOST_SHARED = 0.01;

    private static final int MOST_NAMED = 10;

    private final byte[] first;
    private final byte[] image;
    private final int columns;
    private boolean same = true;
    private int largest;
    private long edgeSum;
    private long edgePixels;

    private TeachableCheck(Dataset train) {
        columns = train.columns();
        image = new byte[train.pixels()];
        first = new byte[train.pixels()];
        train.image(0, first);
        boolean streamed = train.storage() == Storage.STREAMED;
        int count = Math.min(train.size(), streamed ? MOST_STREAMED : MOST_IMAGES);
        for (int i = 0; i < count; i++) {
            train.image(streamed ? i : (int) ((long) i * train.size() / count), image);
            look();
        }
    }

    private void look() {
        same &= Arrays.equals(first, image);
        int rows = image.length / columns;
        for (int p = 0; p < image.length; p++) {
            int value = image[p] & 0xff;
            largest = Math.max(largest, value);
            int row = p / columns;
            int column = p % columns;
            if (row == 0 || row == rows - 1 || column == 0 || column == columns - 1) {
                edgeSum += value;
                edgePixels++;
            }
        }
    }

    /** Of all images that there are. */
    public static List<String> of(Dataset train, Dataset test) {
        return of(train, test, false);
    }

    /**
     * What was found, one line each with the cure; empty for data that is as it should be.
     *
     * @param train the images that are trained on
     * @param test null if they are not at hand
     * @param limited whether these are fewer images than there are
     */
    public static List<String> of(Dataset train, Dataset test, boolean limited) {
        List<String> doubts = new ArrayList<>();
        TeachableCheck images = new TeachableCheck(train);
        if (images.same && train.size() > 1) {
            doubts.add("all images look the same; is it the right file?");
        } else if (images.largest < FAINT) {
            doubts.add("the largest pixel is " + images.largest
                    + " of 255, so the images are all but black to the network; say which number is white: --range 0,"
                    + images.largest);
        } else if (images.edgeSum >= LIGHT * images.edgePixels) {
            doubts.add("the images are dark on light ground (mean of the edge " + images.edgeSum / images.edgePixels
                    + " of 255); networks learn light on dark far sooner: turn them with --invert, or leave"
                    + " that out where it is given");
        }
        addClasses(doubts, train, test, limited);
        if (test != null && test.storage() == Storage.MEMORY && train.storage() == Storage.MEMORY) {
            addShared(doubts, train, test);
        }
        return doubts;
    }

    private static void addClasses(List<String> doubts, Dataset train, Dataset test, boolean limited) {
        String more = limited ? "take a larger --limit" : null;
        int[] counts = train.classCounts();
        int largest = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElseThrow();
        if (counts[largest] == train.size()) {
            doubts.add("all images have the label " + train.classNames().name(largest)
                    + ", so there is nothing to tell apart; "
                    + (more == null ? "add images of other classes, or name several, as --classes 3,5,8" : more));
            return;
        }
        int classes = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        if (counts[largest] > train.size() * (classes == 2 ? 0.9 : 0.7)) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d images are of class %s, so a network does well that always says so; add images of the others",
                    counts[largest],
                    train.size(),
                    train.classNames().name(largest)));
        }
        if (train.size() < 2 * classes) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "%,d classes for %,d images; %s",
                    classes,
                    train.size(),
                    more == null ? "are these the labels?" : more));
        }
        int[] testCounts = test == null ? new int[counts.length] : test.classCounts();
        String cure = more == null ? "are the labels right?" : more;
        addNamed(
                doubts,
                train,
                cure,
                c -> counts[c] == 0 && testCounts[c] > 0,
                "the test images have classes that training lacks");
        addNamed(doubts, train, cure, c -> counts[c] == 0 && testCounts[c] == 0, "no images of classes");
        addNamed(doubts, train, cure, c -> isRare(counts[c], train.size() / classes), "hardly any images of classes");
    }

    private static boolean isRare(int count, int mean) {
        return count > 0 && (count * RARE < mean || (count == 1 && mean >= SINGLE));
    }

    private static void addNamed(
            List<String> doubts, Dataset train, String cure, java.util.function.IntPredicate which, String problem) {
        List<String> names = IntStream.range(0, train.classes())
                .filter(which)
                .mapToObj(train.classNames()::name)
                .toList();
        if (!names.isEmpty()) {
            String more = names.size() > MOST_NAMED ? ", ... (" + names.size() + ")" : "";
            doubts.add(problem + ": " + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))) + more
                    + "; they cannot be learnt; " + cure);
        }
    }

    private static void addShared(List<String> doubts, Dataset train, Dataset test) {
        int most = (int) (MOST_SHARED * test.size());
        int shared = SharedImages.countAbove(most, train, test);
        if (shared > most) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "%,d of the %,d test images are among the training images, so the test says little; take others",
                    shared,
                    test.size()));
        }
    }
}
