package mnist.cli.sweep;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import mnist.cli.frame.Embedding;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Stops;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import mnist.sweep.Metric;
import mnist.sweep.RunProgress;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan.SweepRun;

/**
 * Trains runs of a sweep by the program's own {@code train}, in this process. What is finished is not trained again, what is
 * begun goes on: so it does not matter how often, where, or by how many engines a run is asked for.
 *
 * @param threads of each run, unless its settings say so
 * @param notes takes what people should know while they wait
 */
record SweepTraining(Embedding program, SweepFolder folder, int threads, Consumer<String> notes) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String COMPLAINT = "mnist: ";

    /** So many points are checked in two to four seconds. */
    private static final int MOST_CHECKS = 100;

    /** What training said, and its exit code. */
    private record Attempt(int exitCode, String out, String err) {
        /** The last complaint, which says why there is no result. */
        String complaint() {
            return err.lines()
                    .filter(line -> line.startsWith(COMPLAINT))
                    .reduce((earlier, later) -> later)
                    .map(line -> line.substring(COMPLAINT.length()))
                    .orElse("train ended with exit code " + exitCode);
        }
    }

    /**
     * Of all points, before one is trained.
     *
     * @param refusalOfAll why the first cannot be trained; null if one can, or has been
     * @param refused those that cannot, a line each
     * @param remarks what training says of the first that can
     */
    record Checked(SweepFolder.Ended refusalOfAll, List<String> refused, List<String> remarks) {}

    /** Asks of every point whether it could be trained and ranked. Nothing is trained. */
    Checked check(Stops stops) {
        SweepFolder.Ended first = null;
        List<String> refused = new ArrayList<>();
        List<String> remarks = null;
        boolean trained = false;
        int asked = -1;
        for (SweepRun run : folder.plan().runs()) {
            if (run.point() == asked || stops.isAsked()) {
                continue;
            }
            asked = run.point();
            if (RunProgress.of(folder, run).state().isOver()) {
                trained = true;
                continue;
            }
            Check check = asked < MOST_CHECKS || (remarks == null && !trained) ? check(run, stops) : null;
            if (check != null && check.refusal() != null) {
                first = first == null ? check.refusal() : first;
                refused.add(RankingText.settings(folder.plan().points().get(asked)) + " cannot be trained: "
                        + check.refusal().reason());
            } else if (check != null && remarks == null) {
                remarks = check.remarks();
            }
        }
        return new Checked(remarks == null && !trained ? first : null, refused, remarks == null ? List.of() : remarks);
    }

    /**
     * What training would say before it begins.
     *
     * @param refusal why it would not begin, or why its result could not be ranked; null if neither
     */
    private record Check(SweepFolder.Ended refusal, List<String> remarks) {}

    /** Asks whether a run could be trained and ranked. It is not trained. */
    private Check check(SweepRun run, Stops stops) {
        List<String> words = TrainSettings.words(run, threads);
        words.addAll(List.of("--dry-run", "--json"));
        Attempt attempt = attempt(stops, words);
        List<String> remarks = attempt.err.lines().toList();
        if (attempt.exitCode != ExitCodes.DONE) {
            return new Check(new SweepFolder.Ended(attempt.exitCode, attempt.complaint()), remarks);
        }
        Metric metric = folder.plan().definition().metric();
        boolean unranked = metric != Metric.TRAIN_LOSS && !isValidated(attempt);
        return new Check(
                unranked
                        ? new SweepFolder.Ended(
                                ExitCodes.USAGE,
                                "--metric " + metric
                                        + ": no images are held out for validation; add --validation 5000, or"
                                        + " take --metric train_loss")
                        : null,
                remarks);
    }

    /** By the settings that a dry run prints. */
    private static boolean isValidated(Attempt dry) {
        Map<?, ?> settings = (Map<?, ?>) Json.parse(dry.out).get("settings");
        return !((Map<?, ?>) settings.get("data")).get("validation").equals("none");
    }

    /**
     * Trains a run to its end, or until it is asked to stop.
     *
     * @param until the epoch after which it stands; empty for its end
     * @throws StoreException if files of the run are damaged, or cannot be written
     */
    RunProgress train(SweepRun run, OptionalInt until, Stops stops) {
        boolean told = false;
        while (true) {
            RunProgress before = RunProgress.of(folder, run);
            if (isDone(before, until) || stops.isAsked()) {
                return before;
            }
            boolean begun = isRun(run);
            Attempt attempt = attempt(stops, words(run, until));
            // Another may have begun it before this attempt could: then its folder is not empty.
            boolean overtaken = !begun
                    && isRun(run)
                    && (attempt.exitCode == ExitCodes.USAGE || attempt.exitCode == ExitCodes.MODEL);
            boolean others = attempt.exitCode == ExitCodes.IN_USE || overtaken;
            if (!others) {
                keep(run, attempt);
                return RunProgress.of(folder, run);
            }
            // Another engine trains this run: what it leaves decides what there is to do.
            if (!told) {
                notes.accept("waiting for another process at work in " + folder.run(run));
                told = true;
            }
            FolderLock.await(folder.run(run), PATIENCE).ifPresent(FolderLock::close);
        }
    }

    /** Whether there is nothing to train before others are compared with the run. */
    static boolean isDone(RunProgress run, OptionalInt until) {
        return run.state().isOver() || (until.isPresent() && run.epochs() >= until.getAsInt());
    }

    /** What the program's exit code says of a run. */
    int exitCode(RunProgress run) {
        return switch (run.state()) {
            case FINISHED, DROPPED -> ExitCodes.DONE;
            case DIVERGED -> ExitCodes.DIVERGED;
            case REFUSED -> ExitCodes.USAGE;
            case FAILED ->
                folder.endOf(run.run()).map(SweepFolder.Ended::exitCode).orElse(ExitCodes.MODEL);
            case OPEN, STARTED -> ExitCodes.INTERRUPTED;
        };
    }

    private boolean isRun(SweepRun run) {
        return RunDirectory.isRun(folder.run(run));
    }

    private List<String> words(SweepRun run, OptionalInt until) {
        List<String> words = new ArrayList<>();
        if (isRun(run)) {
            words.addAll(List.of("--resume=" + folder.run(run), "--threads=" + threads));
        } else {
            words.addAll(TrainSettings.words(run, threads));
            words.add("--out=" + folder.run(run));
        }
        until.ifPresent(epoch -> words.add("--until=" + epoch));
        return words;
    }

    private Attempt attempt(Stops stops, List<String> options) {
        List<String> words = new ArrayList<>(List.of("train", "--quiet"));
        words.addAll(options);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = program.run(
                stops, new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Attempt(code, out.toString(), err.toString());
    }

    private void keep(SweepRun run, Attempt attempt) {
        AtomicFile.write(folder.log(run), attempt.err + attempt.out);
        if (isEnded(attempt.exitCode)) {
            Json.write(folder.ended(run), new SweepFolder.Ended(attempt.exitCode, attempt.complaint()));
        } else {
            delete(folder.ended(run));
        }
    }

    /** Without a result, and without a file of the run that says why. */
    private static boolean isEnded(int exitCode) {
        return exitCode != ExitCodes.DONE
                && exitCode != ExitCodes.DIVERGED
                && exitCode != ExitCodes.ACCURACY_MISSED
                && exitCode != ExitCodes.INTERRUPTED;
    }

    private static void delete(Path file) {
        try {
            if (PathKind.exists(file)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }
}
