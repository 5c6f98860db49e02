package mnist.data.source;

import java.util.List;
import java.util.Map;

/**
 * What users want of the classes.
 *
 * @param names either some of the classes that there are: these alone, in this order; or as many as there are numbered
 *     classes: what these are called; empty for all as they are
 * @param merged the new name of classes that are to be one; names that are not in it stay
 * @param dropped classes whose images are left out
 */
public record ClassChoice(List<String> names, Map<String, String> merged, List<String> dropped) {
    public static final ClassChoice ALL = new ClassChoice(List.of(), Map.of(), List.of());

    public ClassChoice {
        names = List.copyOf(names);
        merged = Map.copyOf(merged);
        dropped = List.copyOf(dropped);
    }
}
