package mnist.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mnist.file.AtomicFile;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.CsvLine;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import mnist.sweep.SweepPlan.SweepRun;

/**
 * The folder of a sweep, the same for every engine: {@code sweep.json} is the definition, {@code plan.csv} the list of its
 * runs for people and scripts, {@code runs/0007} the folder of run 7, {@code runs/0007.log} what its trainer said, and
 * {@code runs/0007.ended.json} why it ended without a result. Engines need no other means to agree on what is done.
 */
public final class SweepFolder {
    private static final String CHOOSE = "choose another with --out";

    private final Path path;
    private final SweepPlan plan;

    private SweepFolder(Path path, SweepPlan plan) {
        this.path = path;
        this.plan = plan;
    }

    /** Why a run ended without a result, as its file says it. */
    public record Ended(int exitCode, String reason) {}

    /**
     * The folder of a definition: a new one, that is not written yet, or the one that has it already.
     *
     * @throws StoreException if the folder has anything else
     * @throws IllegalArgumentException as {@link SweepPlan#of}
     */
    public static SweepFolder of(Path path, SweepDefinition definition) {
        SweepFolder folder = new SweepFolder(path, SweepPlan.of(definition));
        if (PathKind.exists(folder.definitionFile())) {
            if (!SweepFolder.open(path).plan.definition().tree().equals(definition.tree())) {
                throw StoreException.of(path, "a new folder, or the sweep of this definition", "another sweep", CHOOSE);
            }
        } else {
            if (RunDirectory.isRun(path)) {
                throw StoreException.of(path, "a new folder for the sweep", "a single run", CHOOSE);
            }
            RunDirectory.requireNew(path);
        }
        return folder;
    }

    /** Writes the folder, if it is not there. @throws StoreException if it cannot be written */
    public void write() {
        if (!PathKind.exists(definitionFile())) {
            AtomicFile.createFolder(path);
            AtomicFile.createFolder(path.resolve("runs"));
            AtomicFile.write(path.resolve("plan.csv"), list());
            Json.write(definitionFile(), plan.definition().tree());
        }
    }

    /** @throws StoreException if there is no sweep, or its definition is damaged */
    public static SweepFolder open(Path path) {
        Path file = path.resolve(RunDirectory.SWEEP);
        if (!PathKind.exists(file)) {
            throw noSweep(path);
        }
        try {
            return new SweepFolder(path, SweepPlan.of(SweepDefinition.of(Json.read(file))));
        } catch (IllegalArgumentException e) {
            throw new StoreException(file + ": " + e.getMessage() + "; take the file from a copy", e);
        }
    }

    private static Optional<Path> firstIn(Path folder) {
        try {
            return RegularFile.list(folder).stream()
                    .filter(RunDirectory::isSweep)
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static StoreException noSweep(Path path) {
        String found = "no sweep.json in it";
        String cure = "make one with mnist sweep plan";
        if (!PathKind.exists(path)) {
            found = "no such folder";
        } else if (!PathKind.isFolder(path)) {
            found = "a file";
            cure = "'mnist sweep FILE' trains what a definition says";
        } else if (firstIn(path).isPresent()) {
            found = "a folder of sweeps";
            cure = "name one of them, for example " + firstIn(path).orElseThrow();
        } else if (RunDirectory.isRun(path)) {
            found = "a single run";
            cure = "name the folder that 'mnist sweep' wrote; of a single run, 'mnist train --resume " + path
                    + "' goes on with it, and 'mnist eval', 'mnist report' and 'mnist compare' take it as it is";
        }
        return StoreException.of(path, "the folder of a sweep", found, cure);
    }

    public Path path() {
        return path;
    }

    public SweepPlan plan() {
        return plan;
    }

    private Path definitionFile() {
        return path.resolve(RunDirectory.SWEEP);
    }

    /** The folder of a run, be it there or not. */
    public Path run(SweepRun run) {
        return path.resolve("runs").resolve(number(run));
    }

    /** What the run's trainer said. */
    public Path log(SweepRun run) {
        return path.resolve("runs").resolve(number(run) + ".log");
    }

    /** Why it ended without a result; not there while it may go on. */
    public Path ended(SweepRun run) {
        return path.resolve("runs").resolve(number(run) + ".ended.json");
    }

    /** What {@link #ended} says, if it is there. @throws StoreException if it is damaged */
    public Optional<Ended> endOf(SweepRun run) {
        try {
            return PathKind.exists(ended(run))
                    ? Optional.of(Json.fromTree(Json.read(ended(run)), Ended.class))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new StoreException(ended(run) + ": " + e.getMessage() + "; remove the file", e);
        }
    }

    private static String number(SweepRun run) {
        return String.format(Locale.ROOT, "%04d", run.index());
    }

    /** The runs, a line each, with a header. */
    private String list() {
        List<String> names = List.copyOf(plan.definition().space().keySet());
        List<String> columns = new ArrayList<>(List.of("run", "point"));
        columns.addAll(names);
        if (!names.contains("seed")) {
            columns.add("seed");
        }
        StringBuilder text = new StringBuilder(CsvLine.of(columns.stream())).append('\n');
        for (SweepRun run : plan.runs()) {
            Map<String, Object> cells = new LinkedHashMap<>(run.settings());
            cells.put("run", run.index());
            cells.put("point", run.point());
            text.append(CsvLine.of(columns.stream().map(cells::get))).append('\n');
        }
        return text.toString();
    }
}
