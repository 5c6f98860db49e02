package mnist.data.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.folder.DataFolder;
import mnist.data.folder.SourceFinder;
import mnist.data.generate.GeneratedData;
import mnist.data.idx.IdxSource;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import mnist.data.source.SourceSearch;
import mnist.file.PathKind;
import mnist.file.StoreException;

/** Finds the images that were asked for; fetches or draws them when they are nowhere. */
public final class DataFinder {
    public static final String AUTO = "auto";

    /** The name of the digits that this program draws. */
    public static final String GENERATED = "generated";

    /** Words that name no data set, but a part of each. */
    private static final List<String> PARTS = List.of("train", "test");

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");

    /** Hears what is done on the way. */
    public interface Listener {
        /** A line about what is going on. */
        void note(String text);

        void warning(String text);

        /** Generated digits take MNIST's place, because of this. */
        void mnistMissing(String reason);

        /** Told the bytes of files that are fetched; closed at the end. */
        ProgressCallback fetching();

        /** Told how many images are drawn; closed at the end. */
        ProgressCallback drawing();
    }

    private final DataEnvironment environment;
    private final Listener listener;
    private final SourceSearch pictures;

    /** @param pictures finds pictures in folders */
    public DataFinder(DataEnvironment environment, Listener listener, SourceSearch pictures) {
        this.environment = environment;
        this.listener = listener;
        this.pictures = pictures;
    }

    /**
     * The data of a path, a name or "auto", fetched or drawn if need be.
     *
     * @throws DataException if there are none; whether their files are sound is not looked at
     */
    public FoundData find(String data, Reading reading) {
        FoundData found = at(folder(data), reading);
        return isMnist(data) && !found.generated() ? found.withDoubt(listener::warning) : found;
    }

    /** The data set of a folder or a file. @throws DataException if there is none */
    public FoundData at(Path path, Reading reading) {
        Path place = path.toAbsolutePath().normalize();
        return new FoundData(
                place,
                DataFolder.nameOf(place),
                withNames(place, new SourceFinder(reading, pictures).find(place)),
                reading,
                GeneratedData.isIn(place),
                null);
    }

    /** Where the folder is that of a published data set, its classes have the names of that. */
    private static LabelledSource withNames(Path place, LabelledSource source) {
        String name = GeneratedData.isIn(place) ? Catalog.MNIST : DataFolder.nameOf(place);
        return source instanceof IdxSource idx && idx.names().isEmpty()
                ? Catalog.find(name).map(entry -> idx.withNames(entry.names())).orElse(idx)
                : source;
    }

    private Path folder(String data) {
        if (data.isBlank()) {
            throw new DataException("the name of the data is empty; name a folder, a file or a data set");
        }
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
            return environment.mnist();
        }
        Path path = Path.of(data);
        if (DataFolder.holdsData(path)) {
            return Optional.of(path);
        }
        String name = Catalog.find(data).map(Catalog.Entry::name).orElse(data);
        Optional<Path> named = NAME.matcher(name).matches() ? environment.dataSet(name) : Optional.empty();
        boolean onlyPath = Catalog.find(name).isEmpty() && !name.equals(GENERATED);
        boolean there = DataFolder.kind(path) == PathKind.FOLDER || DataFolder.kind(path) == PathKind.FILE;
        return named.isEmpty() && onlyPath && there ? Optional.of(path) : named;
    }

    /** Every folder where data of this path or name would be. */
    public List<Path> places(String data) {
        if (isMnist(data)) {
            return environment.mnistPlaces();
        }
        Path path = Path.of(data);
        return NAME.matcher(data).matches()
                ? List.of(
                        path,
                        environment.data().resolve(data),
                        environment.current().resolve("data").resolve(data))
                : List.of(path);
    }

    /** Whether MNIST itself is meant. */
    private boolean isMnist(String data) {
        boolean named = data.equalsIgnoreCase(Catalog.MNIST)
                && !DataFolder.holdsData(environment.current().resolve(data));
        return named || data.equals(AUTO);
    }

    /** Makes sure that a published data set is in its folder, and returns that. */
    public Path fetch(Catalog.Entry entry, Timeouts timeouts) {
        Path folder = dataFolder(entry.name());
        listener.note(String.format(
                Locale.ROOT, "fetching %s, %,.1f MB, into %s", entry.title(), entry.bytes() / 1e6, folder));
        int fetched;
        try (ProgressCallback progress = listener.fetching()) {
            fetched = new Fetcher(timeouts, progress).fetch(environment.mirrored(entry), folder);
        }
        listener.note(
                fetched == 0 ? "all files were there already" : "fetched " + fetched + " files, all as published");
        return folder;
    }

    private Path mnistOrGenerated() {
        return environment.mnist().orElseGet(() -> {
            listener.note("MNIST is " + environment.mnistMissing());
            try {
                return fetch(Catalog.find(Catalog.MNIST).orElseThrow(), Timeouts.BRIEF);
            } catch (DataException | StoreException e) {
                listener.mnistMissing(e.getMessage());
                return generate();
            }
        });
    }

    /** Where a data set is about to be kept. */
    private Path dataFolder(String name) {
        if (environment.isHomeless()) {
            listener.warning("neither HOME nor XDG_DATA_HOME is set, so data are kept in the current folder, in "
                    + environment.data() + "; set one of them to find them again from elsewhere");
        }
        return environment.data().resolve(name);
    }

    private Path generate() {
        Path folder = dataFolder(GENERATED);
        try (ProgressCallback progress = listener.drawing()) {
            GeneratedData.write(
                    folder,
                    GeneratedData.DEFAULT_TRAIN,
                    GeneratedData.DEFAULT_TEST,
                    GeneratedData.DEFAULT_SEED,
                    progress);
        }
        return folder;
    }

    private static String meant(String data) {
        if (data.startsWith("~")) {
            return "; the shell replaces ~ at the beginning of a word alone, so write a blank before it, no = and no quotes";
        }
        if (PARTS.contains(data)) {
            return "; for the " + data + " images of a data set, --part " + data;
        }
        return data.contains(",")
                ? "; one data set at a time"
                : Catalog.like(data).map(name -> "; did you mean " + name + "?").orElse("");
    }

    private static DataException refusal(String data) {
        return new DataException(String.format(
                "%s: no such folder or file, and no data set of this name (known: %s, %s); name a folder or file that"
                        + " holds data, or one of these%s",
                data, Catalog.names(), GENERATED, meant(data)));
    }
}
