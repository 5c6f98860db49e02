package mnist.data.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.data.DataException;
import mnist.data.folder.DataLocator;

/**
 * Where the program was started.
 *
 * @param home the project's folder, as the launcher says; without it the current one
 * @param current the current folder
 * @param mnistData where MNIST is said to be, or null
 * @param mirror a folder on the web to be asked instead of the published ones, or null
 */
public record DataEnvironment(Path home, Path current, String mnistData, String mirror) {
    /** The environment variable that names a folder on the web with the same files as the published ones. */
    public static final String MIRROR = "MNIST_MIRROR";

    public static DataEnvironment ofProcess() {
        Path current = Path.of(System.getProperty("user.dir"));
        return new DataEnvironment(
                Path.of(System.getProperty("mnist.home", current.toString()))
                        .toAbsolutePath()
                        .normalize(),
                current,
                variable(DataLocator.VARIABLE),
                variable(MIRROR));
    }

    /** Of the environment; a system property of the same name counts more. Blank is as good as absent. */
    private static String variable(String name) {
        String value = System.getProperty(name, System.getenv(name));
        return value == null || value.isBlank() ? null : value;
    }

    /** Where data sets are kept, one folder each. */
    public Path data() {
        return home.resolve("data");
    }

    /** Where MNIST is looked for. */
    public DataLocator mnist() {
        Map<String, String> environment = mnistData == null ? Map.of() : Map.of(DataLocator.VARIABLE, mnistData);
        return DataLocator.forMnist(environment, home, current);
    }

    /** The folder of this name among the data sets, if it holds one. */
    public Optional<Path> dataSet(String name) {
        return new DataLocator(
                        List.of(data().resolve(name), current.resolve("data").resolve(name)))
                .find();
    }

    /**
     * The same data set, to be fetched from {@link #mirror} if there is one.
     *
     * @throws DataException if that is no address on the web
     */
    public Catalog.Entry mirrored(Catalog.Entry entry) {
        if (mirror == null) {
            return entry;
        }
        try {
            URI folder = URI.create((mirror.endsWith("/") ? mirror : mirror + "/") + entry.name() + "/");
            if (folder.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            return new Catalog.Entry(entry.name(), entry.title(), entry.licence(), List.of(folder), entry.files());
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    String.format(
                            "%s (named by the environment variable %s): is no address on the web;"
                                    + " correct the variable or unset it",
                            mirror, MIRROR),
                    e);
        }
    }
}
