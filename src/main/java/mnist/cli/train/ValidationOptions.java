package mnist.cli.train;

import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.data.Fold;
import mnist.optim.ScheduleSpec;
import mnist.train.TrainingConfig;
import picocli.CommandLine.Option;

/** How many of the training images are used, and which images are watched. */
@Section("Data")
public final class ValidationOptions {
    static final int USUAL = 5000;

    @Option(
            names = "--validation",
            paramLabel = "N|FRACTION|test",
            description = "Training images set apart to watch training and choose the best epoch: a number, a fraction,"
                    + " 0 for none. 'test' watches the test set instead, and every output file records it. Default:"
                    + " 5000, but no more than a tenth")
    private String validation;

    @Option(
            names = "--holdout-writers",
            paramLabel = "FRACTION",
            description =
                    "Instead, set apart all images by so many of the writers that they are this share of the images:"
                            + " they show how well people are read who were never trained on. For QMNIST, which names the writers.")
    private Double writers;

    @Option(
            names = "--writers-fold",
            paramLabel = "K/N",
            description =
                    "Instead, set apart all images by the K-th of N groups of the writers, drawn by --seed: in N runs,"
                            + " from 1/N to N/N, every image is validated on once.")
    private String fold;

    @Option(names = "--limit", paramLabel = "N", description = "Use only the first N training images. Default: 0, all")
    private int limit;

    /** @throws InvalidSetting if the options make no sense, however many images there are */
    void check() {
        InvalidSetting.require(
                writers == null || (writers > 0 && writers < 1),
                "holdoutWriters",
                writers + ": expected a fraction between 0 and 1, for example 0.1");
        InvalidSetting.require(
                writers == null || validation == null,
                "holdoutWriters",
                "and --validation exclude each other: give one of the two");
        InvalidSetting.require(
                fold == null || (validation == null && writers == null),
                "writersFold",
                "and --" + (writers == null ? "validation" : "holdout-writers")
                        + " exclude each other: give one of the two");
        fold();
        limit();
        count(Integer.MAX_VALUE);
    }

    int limit() {
        InvalidSetting.require(limit >= 0, "limit", limit + ": expected a number of images, or 0 for all");
        return limit;
    }

    /** Whether nothing is watched, whatever the number of images. */
    boolean isNone() {
        return validation != null && count(Integer.MAX_VALUE) == 0 && !isTestSet();
    }

    boolean isTestSet() {
        return "test".equals(validation);
    }

    /** Whether writers are set apart, with so many images at least as {@link #count} says. */
    boolean isByWriters() {
        return writers != null || fold != null;
    }

    /** Which of several groups of writers is set apart; null for none. */
    Fold fold() {
        try {
            return fold == null ? null : Fold.parse(fold);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("writersFold", fold + ": " + e.getMessage());
        }
    }

    /** Images to set apart of so many; those of a fold are counted when the writers are known. */
    int count(int images) {
        if (writers != null) {
            return (int) Math.max(1, Math.round(writers * images));
        }
        if (isTestSet() || fold != null) {
            return 0;
        }
        if (validation == null) {
            return Math.min(USUAL, images / 10);
        }
        double value;
        try {
            value = Double.parseDouble(validation);
        } catch (NumberFormatException e) {
            throw new InvalidSetting(
                    "validation",
                    "'" + validation + "': expected a number of images, as 5000, a fraction, as 0.1, or 'test'");
        }
        require(value >= 0, "0 images or more, a fraction below 1, or 'test'");
        boolean fraction = validation.contains(".");
        require(!fraction || value < 1, "a fraction below 1, a whole number of images, or 'test'");
        double count = fraction ? Math.rint(value * images) : value;
        require(
                count < images && count == Math.rint(count),
                "fewer than the " + images + " training images, for example " + images / 10);
        return (int) count;
    }

    private void require(boolean valid, String expected) {
        InvalidSetting.require(valid, "validation", validation + ": expected " + expected);
    }

    /** @throws InvalidSetting when training would wait for a validation, and so for ever where there is none */
    static void requireUnneeded(TrainingConfig config) {
        String cure = "needs images to watch: give a number of them, --validation N";
        InvalidSetting.require(config.stopping().targetAccuracy() == 0, "targetAccuracy", cure);
        InvalidSetting.require(config.stopping().patience() == 0, "patience", cure);
        boolean plateau = config.optimization().schedule().kind() == ScheduleSpec.Kind.PLATEAU;
        InvalidSetting.require(!plateau, "schedule", "plateau " + cure);
    }
}
