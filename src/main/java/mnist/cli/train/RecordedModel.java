package mnist.cli.train;

import java.nio.file.Path;
import mnist.file.StoreException;
import mnist.store.ModelFile;

/** A model that a run's settings name by its file and the hash of its tensors. */
final class RecordedModel {
    private static final int SHORT = 12;

    private RecordedModel() {}

    /**
     * The model as it was when the run began.
     *
     * @param role what it is to the run, for messages: "teacher"
     * @throws StoreException when it is missing, damaged, or another than it was
     */
    static ModelFile.Model load(String recorded, String sha256, String role) {
        Path file = Path.of(recorded);
        ModelFile.Model model;
        String found;
        try {
            model = ModelFile.load(file);
            found = ModelFile.tensorsSha256(file);
        } catch (StoreException e) {
            throw new StoreException(e.getMessage() + " (a " + role + " of this run)", e);
        }
        requireSame(recorded, sha256, found, role);
        return model;
    }

    /** @throws StoreException when the tensors are others than they were */
    static void requireSame(String file, String recorded, String found, String role) {
        if (!found.equals(recorded)) {
            throw StoreException.of(
                    file,
                    "tensors " + recorded.substring(0, Math.min(SHORT, recorded.length())) + ", as when the run began",
                    found.substring(0, SHORT),
                    "put the " + role + " back from a copy, or start a new run");
        }
    }
}
