package mnist.data.numpy;

import java.util.Optional;
import mnist.data.files.FilePlace;

/**
 * An array by its name.
 *
 * @param home the folder or the .npz file that it lies in, from the root of what was looked through; empty at the top
 * @param name without an ending
 */
record NamedArray(String home, String name, FilePlace file) {
    /** What the name says; empty if nothing. */
    Optional<ArrayName> meaning() {
        return ArrayName.of(name);
    }

    boolean isCalled(String wanted) {
        return name.equalsIgnoreCase(wanted) || (name + ".npy").equalsIgnoreCase(wanted);
    }
}
