package mnist.store;

import java.util.ArrayList;
import java.util.List;

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

    /** The recipe with one more option changed. */
    RecipeUse changing(String option) {
        if (changed.contains(option)) {
            return this;
        }
        List<String> more = new ArrayList<>(changed);
        more.add(option);
        return new RecipeUse(name, more);
    }

    /** For people: "simard", or "simard, with other epochs, lr". */
    @Override
    public String toString() {
        return changed.isEmpty() ? name : name + ", with other " + String.join(", ", changed);
    }
}
