package mnist.cli.lesson;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.cli.frame.Console;
import mnist.cli.frame.Embedding;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Stops;
import mnist.cli.lesson.Lesson.Planned;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.MetricsFiles;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import mnist.view.language.Messages;

/**
 * Trains the runs of a lesson by the program's own {@code train}, in this process. What was trained with the same options
 * is not trained again.
 *
 * @param folder that of each run is in it, by its name
 * @param data as {@code train --data} takes it
 */
record LessonTraining(Embedding program, Stops stops, Path folder, String data, Console console, Messages texts) {
    private static final int LONGEST_MARK = 1 << 16;

    /** A run that {@code train} refused, or that was stopped; what is to be said has been said. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int exitCode;

        private Ended(int exitCode) {
            super("train ended with exit code " + exitCode, null, false, false);
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /**
     * Asks early what training will ask.
     *
     * @throws Ended as {@link #run}
     * @throws StoreException if something is in the way of the run that is no run
     */
    void check(Planned planned) {
        Path run = folder.resolve(planned.name());
        if (!RunDirectory.isRun(run)) {
            RunDirectory.requireNew(run);
        }
        if (!isTrained(planned)) {
            train(planned, "--dry-run");
        }
    }

    /**
     * Trains a run, unless that was done. Diverging is a result, too.
     *
     * @throws Ended with the exit code of {@code train} if it is neither trained nor diverged
     * @throws StoreException if files of an earlier run are damaged or cannot be replaced
     */
    Outcome run(Planned planned) {
        Path run = folder.resolve(planned.name());
        if (isTrained(planned)) {
            console.note(texts.get("trained_already"), planned.name());
        } else {
            remove(run, mark(planned));
            console.note("%s: mnist train %s", planned.name(), options(planned));
            train(planned, "--out=" + run);
            AtomicFile.write(mark(planned), options(planned));
        }
        return outcome(planned, run);
    }

    private String options(Planned planned) {
        return "--data " + Console.quoted(data) + " " + String.join(" ", planned.options());
    }

    /** Beside a run's folder; it says with which options the run was trained to its end. */
    private Path mark(Planned planned) {
        return folder.resolve(planned.name() + ".done");
    }

    private boolean isTrained(Planned planned) {
        Path mark = mark(planned);
        try {
            return PathKind.exists(mark)
                    && RegularFile.readText(mark, LONGEST_MARK).equals(options(planned))
                    && RunDirectory.isRun(folder.resolve(planned.name()));
        } catch (IOException e) {
            throw StoreException.reading(mark, e);
        }
    }

    /** The files of a run with other options, and nothing else: whatever is no run stays, and is in the way. */
    private static void remove(Path run, Path mark) {
        if (!RunDirectory.isRun(run)) {
            return;
        }
        try (RunDirectory old = RunDirectory.resume(run)) {
            Files.deleteIfExists(mark);
            for (Path file : RegularFile.list(old.path())) {
                if (!file.endsWith(FolderLock.FILE_NAME)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw StoreException.writing(run, e);
        }
    }

    private void train(Planned planned, String purpose) {
        List<String> words = new ArrayList<>(List.of("train", "--quiet", "--data=" + data, purpose));
        words.addAll(planned.options());
        StringWriter said = new StringWriter();
        PrintWriter sink = new PrintWriter(said, true);
        int code = program.run(stops, sink, sink, words.toArray(String[]::new));
        if (code != ExitCodes.DONE && code != ExitCodes.DIVERGED) {
            String last = said.toString()
                    .lines()
                    .filter(line -> line.startsWith("mnist: "))
                    .reduce((earlier, later) -> later)
                    .orElse("mnist: train ended with exit code " + code);
            console.note("%s", last);
            throw new Ended(code);
        }
    }

    private static Outcome outcome(Planned planned, Path folder) {
        RunDirectory run = RunDirectory.view(folder);
        Map<String, Object> result = PathKind.exists(run.result()) ? Json.read(run.result()) : Map.of();
        return new Outcome(
                planned.name(),
                planned.options(),
                folder,
                result.isEmpty(),
                run.readSettings().data().generated(),
                MetricsFiles.readDetailed(run),
                result.get("accuracy") instanceof Number accuracy
                        ? OptionalDouble.of(accuracy.doubleValue())
                        : OptionalDouble.empty());
    }
}
