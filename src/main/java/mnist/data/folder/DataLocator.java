package mnist.data.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.data.DataException;

/**
 * Looks for a data set in some folders, the first that holds one counts.
 *
 * @param places where to look, in this order
 */
public record DataLocator(List<Path> places) {
    /** The environment variable that names the folder of MNIST's files. */
    public static final String VARIABLE = "MNIST_DATA";

    public DataLocator {
        places = List.copyOf(places);
    }

    /**
     * For MNIST: the folder that the environment variable MNIST_DATA names and no other; if it is not set,
     * {@code data/mnist} in the project's folder, then {@code data/mnist} in the current one.
     *
     * @throws DataException if the variable names a folder without the four files
     */
    public static DataLocator forMnist(Map<String, String> environment, Path project, Path current) {
        String named = environment.get(VARIABLE);
        if (named == null || named.isBlank()) {
            Path usual = Path.of("data", "mnist");
            return new DataLocator(Stream.of(project.resolve(usual), current.resolve(usual))
                    .map(place -> place.toAbsolutePath().normalize())
                    .distinct()
                    .toList());
        }
        Path folder = Path.of(named);
        if (!DataFolder.holdsData(folder)) {
            throw new DataException(String.format(
                    "%s (named by the environment variable %s): does not hold MNIST's four files; "
                            + "correct the variable or unset it",
                    folder, VARIABLE));
        }
        return new DataLocator(List.of(folder));
    }

    /** The first place that holds all four files, by their names. */
    public Optional<Path> find() {
        return places.stream().filter(DataFolder::holdsData).findFirst();
    }

    /** The places, for messages. */
    @Override
    public String toString() {
        return places.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
