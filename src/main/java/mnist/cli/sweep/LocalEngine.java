package mnist.cli.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Signals;
import mnist.cli.frame.Stops;
import mnist.sweep.Halving;
import mnist.sweep.RunProgress;
import mnist.sweep.RunProgress.State;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan.SweepRun;
import mnist.sweep.SweepProgress;

/**
 * Trains all runs of a sweep on this machine, some at a time, as threads of one process: so Java starts once, and compiles
 * the loops once for all.
 */
final class LocalEngine {
    private final SweepTraining training;
    private final SweepFolder folder;
    private final int jobs;
    private final Console console;
    private final Stops stops;
    private final Stops.Flag stop;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param jobs how many runs at a time; they share the cores
     * @param stops who may ask to stop
     */
    LocalEngine(SweepTraining training, int jobs, Stops stops, Console console) {
        this.stops = stops;
        this.stop = new Stops.Flag(stops);
        this.training = training;
        this.folder = training.folder();
        this.jobs = jobs;
        this.console = console;
    }

    /** The threads that each of so many jobs has. */
    static int threads(int jobs) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
    }

    /**
     * Trains what is not trained yet. Nothing begins if no point could: then the base options are wrong.
     *
     * @param ranking called at the end of what was begun
     * @return the exit code: 0, or that of the first run in the list without a result
     */
    int run(Runnable ranking) {
        stops.answer(this::stopAndWait);
        try {
            int refused = check();
            if (refused != ExitCodes.DONE) {
                return refused;
            }
            console.note("sweep of %s in %s", Console.count(folder.plan().runs().size(), "run"), folder.path());
            console.kept("the sweep is in %s", folder.path());
            folder.write();
            int code = exitCode(trainAll());
            ranking.run();
            return code;
        } finally {
            stops.answerNoMore();
            over.countDown();
        }
    }

    /** Says which points cannot be trained, and what training would warn of. Returns the exit code: 0 unless none can. */
    int check() {
        SweepTraining.Checked checked = training.check(stop);
        if (checked.refusalOfAll() != null) {
            console.note(
                    "mnist: no point of the sweep can be trained: %s",
                    checked.refusalOfAll().reason());
            return checked.refusalOfAll().exitCode();
        }
        checked.remarks().forEach(line -> console.note("%s", line));
        checked.refused().forEach(line -> console.note("%s", line));
        return ExitCodes.DONE;
    }

    /** Rung after rung of the sweep's halving; without it there is one. */
    private List<RunProgress> trainAll() {
        Halving halving = folder.plan().definition().halving();
        int rungs = halving == null ? 1 : halving.epochs().size();
        SweepProgress sweep = SweepProgress.of(folder);
        for (int rung = 0; rung < Math.min(rungs, sweep.rungs().size()) && !stop.isAsked(); rung++) {
            Set<Integer> points = sweep.rungs().get(rung);
            List<SweepRun> runs = folder.plan().runs().stream()
                    .filter(run -> points.contains(run.point()))
                    .toList();
            OptionalInt until = rung == rungs - 1
                    ? OptionalInt.empty()
                    : OptionalInt.of(halving.epochs().get(rung));
            if (halving != null && !runs.isEmpty()) {
                console.note(
                        "rung %d of %d: %s up to epoch %d",
                        rung + 1,
                        rungs,
                        Console.count(runs.size(), "run"),
                        halving.epochs().get(rung));
            }
            train(runs, until);
            sweep = SweepProgress.of(folder);
        }
        if (stop.isAsked()) {
            console.note("stopped; what is trained stays. Go on with:");
            console.note("  %s sweep run %s", Console.program(), Console.quoted(folder.path()));
        }
        return sweep.runs();
    }

    private void train(List<SweepRun> runs, OptionalInt until) {
        if (runs.isEmpty()) {
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, runs.size()));
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int job = 0; job < Math.min(jobs, runs.size()); job++) {
                all.add(workers.submit(() -> work(runs, until, next, done)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.stop();
        } catch (ExecutionException e) {
            stop.stop();
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            workers.shutdown();
        }
    }

    private void work(List<SweepRun> runs, OptionalInt until, AtomicInteger next, AtomicInteger done) {
        for (int i = next.getAndIncrement(); i < runs.size(); i = next.getAndIncrement()) {
            boolean before = SweepTraining.isDone(RunProgress.of(folder, runs.get(i)), until);
            RunProgress end = training.train(runs.get(i), until, stop);
            int count = done.incrementAndGet();
            if (!before && !stop.isAsked()) {
                console.note(
                        "[%d/%d] %s",
                        count, runs.size(), RankingText.line(folder.plan().definition(), end));
            }
        }
    }

    private int exitCode(List<RunProgress> results) {
        return results.stream()
                // Others than those that wait for a run which failed: its code says more.
                .filter(run -> stop.isAsked() || (run.state() != State.OPEN && run.state() != State.STARTED))
                .mapToInt(training::exitCode)
                .filter(code -> code != ExitCodes.DONE)
                .findFirst()
                .orElse(ExitCodes.DONE);
    }

    /** The process ends when this returns: trainers get the time to write their checkpoints. */
    private void stopAndWait() {
        stop.stop();
        Duration patience = Signals.PATIENCE;
        try {
            if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                console.note(
                        "mnist: stopped in the middle of steps that take long; their checkpoints stay. Go on with:");
                console.note("  %s sweep run %s", Console.program(), Console.quoted(folder.path()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
