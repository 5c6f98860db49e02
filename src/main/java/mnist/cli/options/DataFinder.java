package mnist.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mnist.cli.frame.Console;
import mnist.cli.frame.ProgressDisplay;
import mnist.data.DataException;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.Fetcher;
import mnist.data.fetch.Timeouts;
import mnist.data.folder.DataFolder;
import mnist.data.folder.DataLocator;
import mnist.data.generate.GeneratedData;

/** Finds the folder of the images that were asked for; fetches or draws them when they are nowhere. */
public final class DataFinder {
    public static final String AUTO = "auto";

    /** The name of the digits that this program draws. */
    public static final String GENERATED = "generated";

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");

    private final DataEnvironment surroundings;
    private final Console console;

    public DataFinder(DataEnvironment surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    /**
     * The folder of a path, a name or "auto".
     *
     * @throws DataException if there is none; whether its files are sound is not looked at
     */
    Path find(String data) {
        if (data.equals(AUTO)) {
            return mnistOrGenerated();
        }
        Optional<Path> there = onDisk(data);
        if (there.isPresent()) {
            return there.get();
        }
        if (data.equals(GENERATED)) {
            return generate();
        }
        return Catalog.find(data).map(entry -> fetch(entry, Timeouts.PATIENT)).orElseThrow(() -> refusal(data));
    }

    /** The folder of a path or name (or MNIST's, for "auto") as far as it is there already. */
    public Optional<Path> onDisk(String data) {
        if (isMnist(data)) {
            return surroundings.mnist().find();
        }
        Path path = Path.of(data);
        if (DataFolder.holdsData(path)) {
            return Optional.of(path);
        }
        String name = Catalog.find(data).map(Catalog.Entry::name).orElse(data);
        Optional<Path> named = NAME.matcher(name).matches() ? surroundings.dataSet(name) : Optional.empty();
        boolean onlyPath = Catalog.find(name).isEmpty() && !name.equals(GENERATED);
        return named.isEmpty() && onlyPath && Files.isDirectory(path) ? Optional.of(path) : named;
    }

    /** Every folder where data of this path or name would be. */
    public List<Path> places(String data) {
        if (isMnist(data)) {
            return surroundings.mnist().places();
        }
        Path path = Path.of(data);
        return NAME.matcher(data).matches()
                ? List.of(
                        path,
                        surroundings.data().resolve(data),
                        surroundings.current().resolve("data").resolve(data))
                : List.of(path);
    }

    /** Whether MNIST itself is meant. */
    boolean isMnist(String data) {
        boolean named = data.equalsIgnoreCase(Catalog.MNIST)
                && !DataFolder.holdsData(surroundings.current().resolve(data));
        return named || data.equals(AUTO);
    }

    /** Makes sure that a published data set is in its folder, and returns that. */
    public Path fetch(Catalog.Entry entry, Timeouts timeouts) {
        Path folder = surroundings.data().resolve(entry.name());
        console.note("fetching %s, %,.1f MB, into %s", entry.title(), entry.bytes() / 1e6, folder);
        int fetched;
        try (ProgressDisplay display = ProgressDisplay.ofBytes()) {
            fetched = new Fetcher(timeouts, display).fetch(surroundings.mirrored(entry), folder);
        }
        console.note(fetched == 0 ? "all files were there already" : "fetched " + fetched + " files, all as published");
        return folder;
    }

    private Path mnistOrGenerated() {
        DataLocator places = surroundings.mnist();
        Optional<Path> there = places.find();
        if (there.isPresent()) {
            return there.get();
        }
        console.note("MNIST is not on disk (looked for %s)", places);
        try {
            return fetch(Catalog.find(Catalog.MNIST).orElseThrow(), Timeouts.BRIEF);
        } catch (DataException e) {
            GeneratedNotice.print(console, e.getMessage());
            return generate();
        }
    }

    private Path generate() {
        Path folder = surroundings.data().resolve(GENERATED);
        try (ProgressDisplay display = ProgressDisplay.ofImages()) {
            GeneratedData.write(
                    folder,
                    GeneratedData.DEFAULT_TRAIN,
                    GeneratedData.DEFAULT_TEST,
                    GeneratedData.DEFAULT_SEED,
                    display);
        }
        return folder;
    }

    private static DataException refusal(String data) {
        if (Files.exists(Path.of(data))) {
            return new DataException(data + ": is a file (expected a folder with the four IDX files); name its folder");
        }
        return new DataException(String.format(
                "%s: no such folder, and no data set of this name (known: %s, %s); name a folder with the four IDX"
                        + " files, or one of these",
                data, Catalog.names(), GENERATED));
    }
}
