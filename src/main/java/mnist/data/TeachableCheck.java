package mnist.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for training images that can be read, but from which a network would learn little or nothing, without any other
 * sign of it. A hundred images are looked at, and all labels.
 */
public final class TeachableCheck {
    private static final int MOST_IMAGES = 100;

    /** To reach an image of a streamed set, all before it are read. */
    private static final int MOST_STREAMED = 20;

    /** Of pixels that go up to 255. Each of MNIST's images has one of 254 at least. */
    private static final int FAINT = 64;

    /** Mean of the pixels at the edge from which on the ground is light. That of MNIST is below 1. */
    private static final int LIGHT = 128;

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

    /** What was found, one line each with the cure; empty for data that is as it should be. */
    public static List<String> of(Dataset train) {
        List<String> doubts = new ArrayList<>();
        TeachableCheck images = new TeachableCheck(train);
        if (images.same && train.size() > 1) {
            doubts.add("all images look the same; is it the right file?");
        } else if (images.largest < FAINT) {
            doubts.add("the largest pixel is " + images.largest
                    + " of 255, so the images are all but black to the network; scale the pixels to 0..255");
        } else if (images.edgeSum >= LIGHT * images.edgePixels) {
            doubts.add("the images are dark on light ground (mean of the edge " + images.edgeSum / images.edgePixels
                    + " of 255); networks learn light on dark far sooner: turn every pixel p into 255 - p");
        }
        if (isOneClass(train)) {
            doubts.add("all images have the label " + train.label(0)
                    + ", so there is nothing to tell apart; add images of other classes");
        }
        return doubts;
    }

    private static boolean isOneClass(Dataset train) {
        for (int i = 1; i < train.size(); i++) {
            if (train.label(i) != train.label(0)) {
                return false;
            }
        }
        return train.size() > 1;
    }
}
