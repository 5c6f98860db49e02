package mnist.store;

import java.util.List;
import mnist.data.ClassNames;
import mnist.data.DataSplits;
import mnist.data.DataSplits.TrainValidation;
import mnist.data.Dataset;
import mnist.data.Fold;
import mnist.file.StoreException;

/**
 * Which images a run used and for what.
 *
 * @param source as it was asked for: a path, a name or "auto"
 * @param name for people
 * @param fingerprint SHA-256 of the decoded training images and labels, before any were set apart
 * @param rows height of an image in pixels
 * @param columns width of an image in pixels
 * @param classes number of labels
 * @param limit only so many of the training images, the first, were used; 0 for all
 * @param trainImages trained on
 * @param validationImages watched during training
 * @param validation where those came from: "train" (set apart), "writers" (set apart, by writers who are not trained on), "writers 2/3" (by the second of three groups of them), "test" (the test set itself was watched) or "none"
 * @param splitSeed decides which images were set apart
 * @param generated whether the images were drawn by this program instead of being written by people
 * @param residence "memory" or "streamed", which decides their order; "auto" in older files, which do not say it
 * @param classNames what the classes are called; empty where they are called 0, 1, ...
 * @param reading how the data were to be read: the options that were given, as in "resize=28x28"
 * @param preparation how pictures become such images: "digit", as MNIST's makers did, or, fitted as a whole, "plain" with
 *     dark ground, "light" with light ground, or "fit" with their own; "unknown" in older files
 */
public record DataUse(
        String source,
        String name,
        String fingerprint,
        int rows,
        int columns,
        int classes,
        int limit,
        int trainImages,
        int validationImages,
        String validation,
        long splitSeed,
        boolean generated,
        String residence,
        List<String> classNames,
        List<String> reading,
        String preparation) {
    /** As source, name and fingerprint of an imported model's data, which its file does not say. */
    private static final String UNKNOWN = "unknown";

    private static final int SHORT = 12;
    private static final List<String> RESIDENCES = List.of("memory", "streamed", "auto");
    private static final List<String> PREPARATIONS = List.of("digit", "plain", "light", "fit", UNKNOWN);
    private static final String WRITERS = "writers";
    private static final String FOLD_OF_WRITERS = WRITERS + " ";
    private static final List<String> VALIDATIONS = List.of("train", WRITERS, "test", "none");

    /** @throws IllegalArgumentException when a value is out of range */
    public DataUse {
        classNames = List.copyOf(classNames);
        reading = List.copyOf(reading);
        if (!classNames.isEmpty() && classNames.size() != classes) {
            throw new IllegalArgumentException("classNames must be " + classes + " names, not " + classNames.size());
        }
        requireOneOf("residence", residence, RESIDENCES);
        requireOneOf("preparation", preparation, PREPARATIONS);
        if (validation.startsWith(FOLD_OF_WRITERS)) {
            Fold.parse(validation.substring(FOLD_OF_WRITERS.length()));
        } else {
            requireOneOf("validation", validation, VALIDATIONS);
        }
        requireLeast("rows", rows, 1);
        requireLeast("columns", columns, 1);
        requireLeast("classes", classes, 1);
        requireLeast("limit", limit, 0);
        requireLeast("trainImages", trainImages, 1);
        requireLeast("validationImages", validationImages, 0);
    }

    /** Of a model that was imported: only the images' size and the classes are known. */
    public static DataUse unknown(int rows, int columns, int classes, List<String> classNames) {
        return new DataUse(
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                rows,
                columns,
                classes,
                0,
                1,
                0,
                "none",
                1,
                false,
                "auto",
                classNames,
                List.of(),
                UNKNOWN);
    }

    /**
     * Of a training on all images of a data set.
     *
     * @param source where it is
     * @param preparation as {@link #preparation}
     */
    public static DataUse whole(String source, Dataset images, boolean generated, String preparation) {
        return new DataUse(
                source,
                images.name(),
                images.fingerprint(),
                images.rows(),
                images.columns(),
                images.classes(),
                0,
                images.size(),
                0,
                "none",
                1,
                generated,
                images.storage().toString(),
                images.classNames().areNumbers()
                        ? List.of()
                        : images.classNames().names(),
                List.of(),
                preparation);
    }

    public boolean isUnknown() {
        return fingerprint.equals(UNKNOWN);
    }

    private static void requireOneOf(String name, String value, List<String> values) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException(
                    name + " must be one of " + values + ", not " + StoreException.quote(String.valueOf(value)));
        }
    }

    private static void requireLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, not " + value);
        }
    }

    /** What the classes are called. */
    public ClassNames names() {
        return classNames.isEmpty() ? ClassNames.numbered(classes) : new ClassNames(classNames);
    }

    /**
     * The images to train on and those held out, which are none where the test images are watched.
     *
     * @param used all of the training images, or as many as {@link #limit} says
     * @throws mnist.data.DataException if the writers are to be told apart and are not known
     */
    public TrainValidation divide(Dataset used) {
        if (fold() != null) {
            return DataSplits.holdOutWriters(used, fold(), splitSeed);
        }
        return switch (validation) {
            case "test" -> new TrainValidation(used, null);
            case WRITERS -> DataSplits.holdOutWriters(used, validationImages, splitSeed);
            default -> DataSplits.holdOut(used, validationImages, splitSeed);
        };
    }

    /** How {@link #validation} says that writers are set apart: one fold of them, or, where it is null, a share. */
    public static String byWriters(Fold fold) {
        return fold == null ? WRITERS : FOLD_OF_WRITERS + fold;
    }

    /** Which of several groups of writers was set apart; null where none was. */
    public Fold fold() {
        return validation.startsWith(FOLD_OF_WRITERS)
                ? Fold.parse(validation.substring(FOLD_OF_WRITERS.length()))
                : null;
    }

    /** Whether the images set apart are those of writers who are not trained on. */
    public boolean isByWriters() {
        return validation.equals(WRITERS) || fold() != null;
    }

    /** Those of all training images that were used. */
    public Dataset used(Dataset whole) {
        return limit == 0 ? whole : DataSplits.limited(whole, limit, splitSeed);
    }

    /** Whether the same images of the same data are held out as in another run. */
    public boolean holdsOutAs(DataUse other) {
        return fingerprint.equals(other.fingerprint)
                && splitSeed == other.splitSeed
                && limit == other.limit
                && validationImages == other.validationImages
                && validation.equals(other.validation);
    }

    /** The start of the fingerprint, which is enough for people. */
    public String shortFingerprint() {
        return fingerprint.substring(0, Math.min(SHORT, fingerprint.length()));
    }
}
