package mnist.store;

import java.util.List;

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
 * @param validation where those came from: "train" (set apart), "test" (the test set itself was watched) or "none"
 * @param splitSeed decides which images were set apart
 * @param generated whether the images were drawn by this program instead of being written by people
 * @param residence "memory" or "streamed", which decides their order; "auto" in older files, which do not say it
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
        String residence) {
    private static final List<String> RESIDENCES = List.of("memory", "streamed", "auto");

    /** @throws IllegalArgumentException when the residence is none of these */
    public DataUse {
        if (!RESIDENCES.contains(residence)) {
            throw new IllegalArgumentException("residence must be one of " + RESIDENCES + ", not " + residence);
        }
    }
}
