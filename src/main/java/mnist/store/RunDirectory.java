package mnist.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.json.Json;

/**
 * The folder of one training run and the names in it. A trainer creates or resumes it, which keeps other trainers out
 * until it is closed; others view it.
 */
public final class RunDirectory implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);
    private static final String LAST = "last.safetensors";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_TRIALS = 1000;
    private static final String CHECKPOINT_EVERY = "checkpointEvery";

    /** In the folder of a sweep: its definition. */
    public static final String SWEEP = "sweep.json";

    private final Path path;
    private final FolderLock lock;

    /** Whether a folder holds a run that has begun. */
    public static boolean isBegun(Path folder) {
        return PathKind.exists(folder.resolve(LAST));
    }

    private RunDirectory(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * A new run in {@code path}, which must not exist or be empty.
     *
     * @throws StoreException if it holds anything, is a file, is in use, or cannot be created
     */
    public static RunDirectory create(Path path) {
        requireNew(path);
        AtomicFile.createFolder(path);
        return locked(path, () -> {
            requireEmpty(path);
            AtomicFile.removeLeftovers(path);
        });
    }

    /** Asks early what {@link #create} will ask. @throws StoreException if the path is a file or a folder with content */
    public static void requireNew(Path path) {
        PathKind kind = PathKind.known(path);
        if (kind != PathKind.NOTHING && kind != PathKind.FOLDER) {
            throw StoreException.of(path, "a new folder for the run", "a file", "choose another with --out");
        }
        requireEmpty(path);
    }

    /**
     * A new run in a folder of its own under {@code parent}, named by the time and the settings, for example
     * {@code 20261121-003000-128-relu-lr0.1}; a number is added if there is such a one already.
     *
     * @throws StoreException if it cannot be created
     */
    public static RunDirectory createUnder(Path parent, LocalDateTime time, String settings) {
        String name = TIME.format(time) + "-" + settings.replaceAll("[^A-Za-z0-9._=+-]+", "-");
        String base = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        try {
            AtomicFile.createFolder(parent);
            for (int trial = 1; trial <= MOST_TRIALS; trial++) {
                Path path = parent.resolve(trial == 1 ? base : base + "-" + trial);
                if (createdByUs(path)) {
                    return locked(path, () -> {});
                }
            }
        } catch (IOException e) {
            throw StoreException.writing(parent, e);
        }
        throw StoreException.of(
                parent, "fewer than " + MOST_TRIALS + " runs named " + base, "as many", "choose another with --out");
    }

    /**
     * An earlier run, to be continued. Temporary files that a killed trainer left are removed. What the trainer writes
     * replaces links in the folder ({@link AtomicFile#write}); what it reads must lie in the folder.
     *
     * @throws StoreException if there is no run, if a link leads out of its folder, or another trainer is at work in it
     */
    public static RunDirectory resume(Path path) {
        requireRun(path);
        return locked(path, () -> {
            RunDirectory.view(path).requireOwnFiles();
            AtomicFile.removeLeftovers(path);
        });
    }

    /**
     * A run that came from elsewhere may hold links to whatever its sender wished to be read.
     *
     * @throws StoreException that names a link which leads out of the folder, or to nothing
     */
    void requireOwnFiles() {
        try {
            for (Path entry : RegularFile.list(path)) {
                if (Files.isSymbolicLink(entry) && !isOwn(entry)) {
                    throw StoreException.of(
                            entry,
                            "a file in the folder of its run",
                            "a link to " + Files.readSymbolicLink(entry),
                            "copy the file into the folder, or remove the link");
                }
            }
        } catch (IOException e) {
            throw StoreException.reading(path, e);
        }
    }

    private boolean isOwn(Path link) throws IOException {
        return PathKind.exists(link) && link.toRealPath().startsWith(path.toRealPath());
    }

    /** A run to look at; it may be in use. @throws StoreException if there is none */
    public static RunDirectory view(Path path) {
        requireRun(path);
        return new RunDirectory(path, null);
    }

    public Path path() {
        return path;
    }

    /** How the run is called: its folder. */
    public String name() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** The run's settings; its presence makes a folder a run. */
    public Path config() {
        return path.resolve("config.json");
    }

    public Path metricsCsv() {
        return path.resolve("metrics.csv");
    }

    public Path metricsJsonl() {
        return path.resolve("metrics.jsonl");
    }

    /** The newest checkpoint. */
    public Path last() {
        return path.resolve(LAST);
    }

    /** The best model by validation. */
    public Path best() {
        return path.resolve("best.safetensors");
    }

    /**
     * The file of the best model in a folder.
     *
     * @throws StoreException if there is none, with what there is instead
     */
    public static Path bestModelIn(Path folder) {
        Path best = new RunDirectory(folder, null).best();
        if (!PathKind.exists(best)) {
            if (!isRun(folder)) {
                throw noRunIn(folder, "a folder without best.safetensors");
            }
            throw view(folder).withoutModel();
        }
        return best;
    }

    private StoreException withoutModel() {
        boolean checkpoint = PathKind.exists(last());
        return StoreException.of(
                path,
                "best.safetensors in it",
                checkpoint
                        ? "a run that stopped within its first epoch"
                        : "a run that stopped before its first checkpoint",
                "train --resume " + path + " goes on with it"
                        + (checkpoint ? "; its last.safetensors can be named" : ""));
    }

    /** Written at the very end: a run that has it is finished. */
    public Path result() {
        return path.resolve("result.json");
    }

    /** Where and when training diverged; not there in a run that went on since. */
    public Path diverged() {
        return path.resolve("diverged.json");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /** The run's settings, in their order. @throws StoreException if the file is missing or damaged */
    public Map<String, Object> readConfig() {
        return Json.read(config());
    }

    /** The run's settings. @throws StoreException if the file is missing, damaged, or of a newer version */
    public RunSettings readSettings() {
        return readSettings(config());
    }

    /** The settings of a {@code config.json}, wherever it lies. @throws StoreException as {@link #readSettings()} */
    public static RunSettings readSettings(Path config) {
        try {
            Map<String, Object> settings = Json.read(config);
            settings.remove(CHECKPOINT_EVERY);
            return RunSettings.fromMap(settings);
        } catch (IllegalArgumentException e) {
            throw damagedConfig(config, e);
        }
    }

    /** Steps between checkpoints within an epoch, 0 for none. @throws StoreException if the file does not say a number */
    public static int readCheckpointEvery(Path config) {
        try {
            return Math.max(
                    0, (int) JsonNumbers.of(CHECKPOINT_EVERY, Json.read(config).getOrDefault(CHECKPOINT_EVERY, 0), 0));
        } catch (IllegalArgumentException e) {
            throw damagedConfig(config, e);
        }
    }

    private static StoreException damagedConfig(Path config, IllegalArgumentException e) {
        return new StoreException(config + ": " + e.getMessage() + "; take the file from a copy", e);
    }

    /** Replaces the run's settings. @throws StoreException if they cannot be written */
    public void writeConfig(Map<String, ?> settings) {
        writeConfig(settings, 0);
    }

    /** As {@link #writeConfig}, with the steps between checkpoints. They decide no weight, so no model names them. */
    public void writeConfig(Map<String, ?> settings, int checkpointEvery) {
        Map<String, Object> whole = new LinkedHashMap<>(settings);
        if (checkpointEvery > 0) {
            whole.put(CHECKPOINT_EVERY, checkpointEvery);
        }
        Json.write(config(), whole);
    }

    /** Lets the next trainer in. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    private static RunDirectory locked(Path path, Runnable check) {
        FolderLock lock = FolderLock.acquire(path);
        try {
            check.run();
            return new RunDirectory(path, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean createdByUs(Path path) throws IOException {
        try {
            Files.createDirectory(path);
            AtomicFile.keepName(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Asked before locking, so as not to put a lock file into somebody's folder, and after, as only then it is sure. */
    private static void requireEmpty(Path path) {
        if (!PathKind.isFolder(path)) {
            return;
        }
        try {
            if (RegularFile.list(path).stream().anyMatch(RunDirectory::isOfSomebody)) {
                boolean run = isRun(path);
                throw StoreException.of(
                        path,
                        "a new or empty folder",
                        run ? "an earlier run" : "files of another kind",
                        (run ? "go on with it by --resume " + path + ", or " : "") + "choose another with --out");
            }
        } catch (IOException e) {
            throw StoreException.reading(path, e);
        }
    }

    /** Not what a trainer leaves that was killed before it began. */
    private static boolean isOfSomebody(Path entry) {
        return !entry.endsWith(FolderLock.FILE_NAME) && !AtomicFile.isLeftover(entry);
    }

    private static void requireRun(Path path) {
        if (!PathKind.exists(path)) {
            Path parent = path.getParent();
            String cure = parent != null && isRun(parent)
                    ? "name the run itself, " + parent
                    : likely(path).map(run -> "did you mean " + run + "?").orElse("check the path");
            throw notARun(path, "no such folder", cure);
        }
        if (!PathKind.isFolder(path)) {
            throw notARun(
                    path,
                    "a file",
                    "name " + ofFile(path).map(run -> "its folder, " + run).orElse("the folder that train wrote"));
        }
        if (!isRun(path)) {
            String lacks = "no config.json in the folder";
            throw isBegun(path)
                    ? notARun(path, lacks, "take it from a copy; the models in it can be used without it")
                    : noRunIn(path, lacks);
        }
    }

    /** Whether a sweep is in the folder, whose runs are in its folder {@code runs}. */
    public static boolean isSweep(Path path) {
        return PathKind.exists(path.resolve(SWEEP));
    }

    /** Whether a training run is in the folder. */
    public static boolean isRun(Path path) {
        return PathKind.exists(path.resolve("config.json"));
    }

    /** The run whose folder a file lies in. */
    public static Optional<Path> ofFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return Optional.of(file.getParent() == null ? Path.of(".") : file.getParent())
                .filter(shown -> PathKind.known(file) == PathKind.FILE && isRun(folder));
    }

    /** A run in the folder, or in its folder {@code runs}, as a sweep has it: the first by name. */
    public static Optional<Path> firstIn(Path folder) {
        return Stream.of(folder, folder.resolve("runs"))
                .filter(PathKind::isFolder)
                .flatMap(RunDirectory::entries)
                .filter(RunDirectory::isReadableRun)
                .findFirst();
    }

    /** Among others: what cannot be looked at is none of those that are named as an example. */
    private static boolean isReadableRun(Path path) {
        try {
            return isRun(path);
        } catch (StoreException e) {
            return false;
        }
    }

    /** The run that is meant by a name without the folder {@code runs}, where runs usually are. */
    public static Optional<Path> likely(Path path) {
        return Optional.of(Path.of("runs").resolve(path)).filter(RunDirectory::isRun);
    }

    private static Stream<Path> entries(Path folder) {
        try {
            return RegularFile.list(folder).stream().sorted();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static StoreException noRunIn(Path folder, String lacks) {
        return firstIn(folder)
                .map(run -> isSweep(folder)
                        ? notARun(
                                folder,
                                "the folder of a sweep",
                                "name one of its runs, for example " + run + ", or ask 'mnist sweep show " + folder
                                        + "'")
                        : notARun(folder, "a folder of runs", "name one of them, for example " + run))
                .orElseGet(() -> isSweep(folder)
                        ? notARun(
                                folder,
                                "a sweep of which no run has begun",
                                "'mnist sweep run " + folder + "' trains its runs")
                        : notARun(folder, lacks, "name one that train wrote (--data is for data)"));
    }

    private static StoreException notARun(Path path, String found, String cure) {
        return StoreException.of(path, "the folder of a run", found, cure);
    }
}
