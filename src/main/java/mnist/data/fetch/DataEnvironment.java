package mnist.data.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.folder.DataFolder;
import mnist.data.folder.SourceFinder;
import mnist.file.PathKind;

/**
 * Where the program was started.
 *
 * @param home the project's folder, as the launcher says; without it the current one
 * @param current the current folder
 * @param mnistData where MNIST is said to be, or null
 * @param mirror a folder on the web to be asked instead of the published ones, or null
 */
public record DataEnvironment(Path home, Path current, String mnistData, String mirror) {
    /** The environment variable that names the folder of MNIST's files. */
    public static final String MNIST_DATA = "MNIST_DATA";

    /** The environment variable that names a folder on the web with the same files as the published ones. */
    public static final String MIRROR = "MNIST_MIRROR";

    /** The system property by which the launcher says that there is no home. */
    public static final String HOMELESS = "mnist.homeless";

    /** What Java makes of bytes that are not in the encoding of names. */
    private static final String UNREADABLE = "\ufffd";

    public static DataEnvironment ofProcess() {
        Path current = Path.of(System.getProperty("user.dir"));
        return new DataEnvironment(
                Path.of(System.getProperty("mnist.home", current.toString()))
                        .toAbsolutePath()
                        .normalize(),
                current,
                variable(MNIST_DATA),
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

    /** Whether the launcher of an installed program found no home, so that the current folder takes its place. */
    public boolean isHomeless() {
        return Boolean.getBoolean(HOMELESS);
    }

    /** Where MNIST is, if it is on disk. @throws DataException as {@link #mnistPlaces} */
    public Optional<Path> mnist() {
        return mnistData == null
                ? mnistPlaces().stream().filter(DataFolder::holdsData).findFirst()
                : Optional.of(mnistPlaces().get(0));
    }

    /**
     * Where MNIST is looked for: in the folder or archive that the environment variable MNIST_DATA names, and in no other; if it is
     * not set, in {@code data/mnist} of the project's folder, then of the current one.
     *
     * @throws DataException if the variable names a folder without the four files
     */
    public List<Path> mnistPlaces() {
        if (mnistData == null) {
            return Stream.of(home, current)
                    .map(place -> place.resolve("data/mnist").toAbsolutePath().normalize())
                    .distinct()
                    .toList();
        }
        if (mnistData.contains(UNREADABLE)) {
            throw new DataException(
                    MNIST_DATA + " (an environment variable): '" + mnistData
                            + "' has bytes that are not UTF-8, so that Java cannot name this folder; give the folder another name");
        }
        Path place = Path.of(mnistData);
        if (!DataFolder.holdsData(place) && !SourceFinder.holdsIdx(place)) {
            throw new DataException(
                    place + named(MNIST_DATA) + "does not hold MNIST's four files; correct the variable or unset it");
        }
        return List.of(place);
    }

    /** That MNIST is not on disk, for messages. */
    public String mnistMissing() {
        return "not on disk (looked for "
                + mnistPlaces().stream().map(Path::toString).collect(Collectors.joining(", ")) + ")";
    }

    /** The folder of this name among the data sets, if it holds one. */
    public Optional<Path> dataSet(String name) {
        List<String> published = Catalog.find(name).stream()
                .flatMap(entry -> entry.files().stream())
                .map(Catalog.RemoteFile::name)
                .toList();
        return Stream.of(data().resolve(name), current.resolve("data").resolve(name))
                .filter(folder -> DataFolder.holdsData(folder) || holds(folder, published))
                .findFirst();
    }

    private static boolean holds(Path folder, List<String> files) {
        return !files.isEmpty()
                && files.stream().allMatch(file -> DataFolder.kind(folder.resolve(file)) == PathKind.FILE);
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
            return new Catalog.Entry(
                    entry.name(), entry.title(), entry.licence(), entry.classes(), List.of(folder), entry.files());
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    mirror + named(MIRROR) + "is no address on the web; correct the variable or unset it", e);
        }
    }

    private static String named(String variable) {
        return " (named by the environment variable " + variable + "): ";
    }
}
