package mnist.cli.options;

import java.util.Locale;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.data.fetch.Catalog;
import mnist.picture.PicturePreparation;
import mnist.picture.PreparationKind;
import mnist.store.DataUse;
import picocli.CommandLine.Option;

/** In which way people's own pictures become what a network expects: the model says it, and people may overrule it. */
public final class PreparationOptions {
    private static final String UNKNOWN = "unknown";

    @Option(
            names = "--prepare",
            paramLabel = "KIND",
            description = "How pictures become images: digit (as MNIST's makers did), plain (fitted whole, on dark"
                    + " ground), light (fitted, on light ground), fit (fitted, shades as they are), raw (not at all)."
                    + " Default: as the model's training images were made")
    private PreparationKind prepare;

    @Option(
            names = "--raw",
            description = "Short for --prepare raw: take pictures as they are, of the model's size, and light on dark"
                    + " if it learned such.")
    private boolean raw;

    /** Whether an option says it. */
    public boolean isGiven() {
        return raw || prepare != null;
    }

    /**
     * For a model.
     *
     * @param many whether a picture shows several digits in a row
     * @throws InvalidSetting if the options do not fit each other or the model's images
     */
    public PicturePreparation preparation(boolean many, DataUse trainedOn, Console console) {
        InvalidSetting.require(
                !raw || prepare == null || prepare == PreparationKind.RAW,
                "raw",
                "and --prepare " + prepare + " exclude each other: give one of the two");
        PreparationKind kind = isGiven() ? given() : ofModel(trainedOn);
        if (!isGiven() && isUnknown(trainedOn)) {
            console.warning(
                    "the model, imported or of an older version, does not say how pictures become images for it: they are"
                            + " prepared as " + kind
                            + "; if its training images were made in another way, give --prepare"
                            + " KIND ('" + console.command() + " --help' lists them)");
        }
        requireFitting(kind, many, trainedOn);
        return kind.preparation(trainedOn.rows(), trainedOn.columns(), many);
    }

    private PreparationKind given() {
        return prepare == null ? PreparationKind.RAW : prepare;
    }

    private static void requireFitting(PreparationKind kind, boolean many, DataUse trainedOn) {
        int side = PicturePreparation.SIDE;
        InvalidSetting.require(
                kind.makes(trainedOn.rows(), trainedOn.columns()),
                "prepare",
                String.format(
                        "digit: makes images of %s x %s pixels, but the model expects %s x %s; leave it out",
                        side, side, trainedOn.columns(), trainedOn.rows()));
        InvalidSetting.require(
                !many || kind == PreparationKind.DIGIT,
                "many",
                "and preparation '" + kind + "' exclude each other: digits are told apart by preparing them as digits;"
                        + " give --prepare digit, or leave out --many");
    }

    /** Whether pictures are given as they are to a model that does not know light grounds. */
    public boolean mustBeDark(DataUse trainedOn) {
        return isGiven() && given() == PreparationKind.RAW && ofModel(trainedOn).wantsDark();
    }

    /** What the model says; of an older one, which says nothing, what is likely. */
    private static PreparationKind ofModel(DataUse trainedOn) {
        if (trainedOn.preparation().equals(UNKNOWN)) {
            return PreparationKind.DIGIT.makes(trainedOn.rows(), trainedOn.columns())
                    ? PreparationKind.DIGIT
                    : PreparationKind.PLAIN;
        }
        return PreparationKind.valueOf(trainedOn.preparation().toUpperCase(Locale.ROOT));
    }

    /** Of digits that are known it need not be said. */
    private static boolean isUnknown(DataUse trainedOn) {
        return trainedOn.preparation().equals(UNKNOWN)
                && !trainedOn.generated()
                && Catalog.contentOf(trainedOn.fingerprint()).isEmpty();
    }
}
