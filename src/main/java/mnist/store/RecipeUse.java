package mnist.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * The recipe that a run began with.
 *
 * @param name of the recipe
 * @param changed options that were given besides, sorted: the run is not quite what the recipe describes
 */
public record RecipeUse(String name, List<String> changed) {
    public RecipeUse {
        changed = changed.stream().sorted().toList();
    }

    /** The recipe with more options changed. */
    public RecipeUse changing(List<String> options) {
        return new RecipeUse(
                name,
                Stream.concat(changed.stream(), options.stream()).distinct().toList());
    }

    /** For people: "simard", or "simard, with other epochs, lr". */
    @Override
    public String toString() {
        return text("%s, with other %s");
    }

    /** The name, or if something was changed {@code withOther} with the name and the options in its places. */
    public String text(String withOther) {
        return changed.isEmpty() ? name : String.format(withOther, name, String.join(", ", changed));
    }
}
