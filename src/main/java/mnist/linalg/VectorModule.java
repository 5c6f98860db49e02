package mnist.linalg;

/**
 * Makes the Vector API available, whose module is left out of a JVM that was not started with
 * {@code --add-modules jdk.incubator.vector}.
 *
 * <p>The JDK has a way to add a module of its own later (its agents for management are loaded so). It is internal, and
 * opened to this program by {@code Add-Exports} in the jar's manifest. Compared with the flag, {@code java -jar} is
 * enough; commands that compute nothing start faster; and the JVM does not print its warning about incubating modules.
 * Where this way is closed, the flag still works.
 */
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";
    private static final boolean AVAILABLE = inBootLayer() || load();

    private VectorModule() {}

    /** Whether the kernels on the Vector API can be loaded; loads the module the first time it is asked. */
    static boolean available() {
        return AVAILABLE;
    }

    private static boolean inBootLayer() {
        return ModuleLayer.boot().findModule(NAME).isPresent();
    }

    private static boolean load() {
        try {
            Object module = Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
            return module != null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Not opened (classes run without the jar), not there (a reduced JDK), or no longer named so.
            return false;
        }
    }
}
