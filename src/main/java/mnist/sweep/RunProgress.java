package mnist.sweep;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.MetricsFiles;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import mnist.sweep.SweepPlan.SweepRun;
import mnist.train.EpochMetrics;

/**
 * How far a run of a sweep is, as its files say it.
 *
 * @param reason why it ended without a result, in one line; empty for others
 * @param metric so far
 * @param rows of its complete epochs
 * @param result of a finished run, as its file has it; empty for others
 */
public record RunProgress(
        SweepRun run,
        State state,
        String reason,
        OptionalDouble metric,
        List<EpochMetrics> rows,
        Map<String, Object> result) {
    private static final int USAGE = 2;

    /** What there is to do, or why there is nothing. */
    public enum State {
        OPEN,
        /** There is a folder to go on with. */
        STARTED,
        FINISHED,
        DIVERGED,
        /** Its settings cannot be used. */
        REFUSED,
        /** Another cause, which may pass: it is tried again. */
        FAILED,
        /** Others of the sweep are better: see {@link Halving}. */
        DROPPED;

        /** Whether another attempt would end alike. */
        public boolean isOver() {
            return this == FINISHED || this == DIVERGED || this == REFUSED || this == DROPPED;
        }
    }

    /** Of a run whose files are damaged: failed, with the complaint. */
    public static RunProgress of(SweepFolder folder, SweepRun run) {
        try {
            return read(folder, run);
        } catch (StoreException e) {
            return new RunProgress(run, State.FAILED, e.getMessage(), OptionalDouble.empty(), List.of(), Map.of());
        }
    }

    private static RunProgress read(SweepFolder folder, SweepRun run) {
        SweepFolder.Ended ended = folder.endOf(run).orElse(null);
        if (!RunDirectory.isRun(folder.run(run))) {
            State state = ended == null ? State.OPEN : ended.exitCode() == USAGE ? State.REFUSED : State.FAILED;
            return new RunProgress(
                    run, state, ended == null ? "" : ended.reason(), OptionalDouble.empty(), List.of(), Map.of());
        }
        RunDirectory directory = RunDirectory.view(folder.run(run));
        List<EpochMetrics> rows =
                PathKind.exists(directory.metricsCsv()) ? MetricsFiles.read(directory.metricsCsv()) : List.of();
        OptionalDouble metric = folder.plan().definition().metric().best(rows);
        if (PathKind.exists(directory.result())) {
            return new RunProgress(run, State.FINISHED, "", metric, rows, Json.read(directory.result()));
        }
        if (PathKind.exists(directory.diverged())) {
            Object epoch = Json.read(directory.diverged()).get("epoch");
            return new RunProgress(
                    run, State.DIVERGED, "diverged in epoch " + epoch, OptionalDouble.empty(), rows, Map.of());
        }
        State state = ended == null ? State.STARTED : State.FAILED;
        return new RunProgress(run, state, ended == null ? "" : ended.reason(), metric, rows, Map.of());
    }

    /** How many are complete. */
    public int epochs() {
        return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch();
    }

    List<EpochMetrics> rowsUpTo(int epoch) {
        return rows.stream().filter(row -> row.epoch() <= epoch).toList();
    }
}
