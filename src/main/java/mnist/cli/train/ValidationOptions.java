package mnist.cli.train;

import mnist.cli.frame.Section;
import picocli.CommandLine.Option;

/** How many of the training images are used, and which images are watched. */
@Section("Data")
public final class ValidationOptions {
    private static final int USUAL = 5000;

    @Option(
            names = "--validation",
            paramLabel = "N|FRACTION|test",
            description = "Training images set apart to watch training and choose the best epoch: a number, a fraction,"
                    + " 0 for none. 'test' watches the test set instead, and every file says so. Default:"
                    + " 5000, but no more than a tenth")
    private String validation;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "Use only the first N training images. Default: 0, all")
    private int limit;

    int limit() {
        if (limit < 0) {
            throw new IllegalArgumentException("--limit " + limit + ": expected a number of images, or 0 for all");
        }
        return limit;
    }

    /** Whether nothing is watched, whatever the number of images. */
    boolean isNone() {
        return validation != null && count(Integer.MAX_VALUE) == 0 && !isTestSet();
    }

    boolean isTestSet() {
        return "test".equals(validation);
    }

    /** Images to set apart of so many. */
    int count(int images) {
        if (isTestSet()) {
            return 0;
        }
        if (validation == null) {
            return Math.min(USUAL, images / 10);
        }
        double value;
        try {
            value = Double.parseDouble(validation);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--validation '" + validation + "': expected a number, a fraction or 'test'", e);
        }
        if (!(value >= 0)) {
            throw new IllegalArgumentException(
                    "--validation " + validation + ": expected 0 images or more, a fraction below 1, or 'test'");
        }
        boolean fraction = validation.contains(".");
        if (fraction && value >= 1) {
            throw new IllegalArgumentException("--validation " + validation
                    + ": expected a fraction below 1, a whole number of images, or 'test'");
        }
        double count = fraction ? Math.rint(value * images) : value;
        if (!(count >= 0 && count < images) || count != Math.rint(count)) {
            throw new IllegalArgumentException("--validation " + validation + ": expected fewer than the " + images
                    + " training images, for example " + images / 10);
        }
        return (int) count;
    }
}
