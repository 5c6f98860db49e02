package mnist.cli.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What commands that run in one process need alike, made once: the images of a data set, above all. */
public final class Shelf {
    /** Images are large, and commands that follow each other mostly need the same. */
    private static final int MOST = 2;

    private final Map<Object, Object> things = new LinkedHashMap<>(MOST, 1, true);

    /**
     * What there is under this key, or what is made now, while others that ask wait. It must not be changed.
     *
     * @param key of which an equal one means an equal thing
     */
    @SuppressWarnings("unchecked")
    public synchronized <T> T get(Object key, Supplier<T> make) {
        Object thing = things.get(key);
        if (thing == null) {
            thing = make.get();
            things.put(key, thing);
            if (things.size() > MOST) {
                things.remove(things.keySet().iterator().next());
            }
        }
        return (T) thing;
    }
}
