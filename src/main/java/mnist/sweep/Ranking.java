package mnist.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import mnist.sweep.RunProgress.State;

/** The points of a sweep, the best first, each over all its seeds. It does not depend on when or where they were trained. */
public record Ranking(SweepFolder folder, List<Row> rows) {
    /**
     * One point.
     *
     * @param settings those that differ between points
     * @param mean of the metric over the finished runs, or over those that were dropped, up to then
     * @param deviation of the sample; empty with fewer than two runs
     * @param rung of the sweep's {@link Halving} that it was admitted to, from 0
     * @param reason why runs are missing, in one line; empty when none is
     */
    public record Row(
            int point,
            Map<String, Object> settings,
            int rung,
            OptionalDouble mean,
            OptionalDouble deviation,
            int finished,
            int runs,
            String reason,
            @JsonIgnore List<RunProgress> progress) {
        /** Whether all its runs are finished: a mean over fewer seeds is not compared with others. */
        public boolean isRanked() {
            return finished == runs && mean.isPresent();
        }

        /** Whether it did not go on, as others were better. */
        public boolean isDropped() {
            return progress.stream().allMatch(run -> run.state() == State.DROPPED);
        }

        /** Mean accuracy on the test images of the finished runs; not ranked by. */
        public OptionalDouble testAccuracy() {
            return progress.stream()
                    .map(run -> run.result().get("accuracy"))
                    .filter(Number.class::isInstance)
                    .mapToDouble(number -> ((Number) number).doubleValue())
                    .average();
        }
    }

    /** As the runs are now. */
    public static Ranking of(SweepFolder folder) {
        SweepProgress sweep = SweepProgress.of(folder);
        Map<Integer, List<RunProgress>> points = sweep.runs().stream()
                .collect(Collectors.groupingBy(
                        progress -> progress.run().point(), LinkedHashMap::new, Collectors.toList()));
        Metric metric = folder.plan().definition().metric();
        Comparator<Row> better = (a, b) -> a.mean.isPresent() && b.mean.isPresent()
                ? metric.compare(a.mean.getAsDouble(), b.mean.getAsDouble())
                : Boolean.compare(b.mean.isPresent(), a.mean.isPresent());
        List<Row> rows = points.entrySet().stream()
                .map(point -> row(sweep, point.getKey(), point.getValue()))
                .sorted(Comparator.comparing(Row::isRanked)
                        .thenComparing(Row::rung)
                        .reversed()
                        .thenComparing(better)
                        .thenComparing(Row::point))
                .toList();
        return new Ranking(folder, rows);
    }

    private static Row row(SweepProgress sweep, int point, List<RunProgress> runs) {
        double[] values = runs.stream()
                .filter(run -> run.state() == State.FINISHED || run.state() == State.DROPPED)
                .map(RunProgress::metric)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        MeanDeviation overSeeds = MeanDeviation.of(values);
        return new Row(
                point,
                sweep.folder().plan().points().get(point),
                sweep.rung(point),
                overSeeds.mean(),
                overSeeds.deviation(),
                (int) runs.stream().filter(run -> run.state() == State.FINISHED).count(),
                runs.size(),
                reasons(runs),
                runs);
    }

    /** One for all runs, or each with the seeds that it is of. */
    private static String reasons(List<RunProgress> runs) {
        Map<String, List<RunProgress>> missing = runs.stream()
                .filter(run -> run.state() != State.FINISHED)
                .collect(Collectors.groupingBy(Ranking::reason, LinkedHashMap::new, Collectors.toList()));
        return missing.entrySet().stream()
                .map(one -> (one.getValue().size() == runs.size() ? "" : seeds(one.getValue())) + one.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String seeds(List<RunProgress> runs) {
        return (runs.size() == 1 ? "seed " : "seeds ")
                + runs.stream().map(run -> String.valueOf(run.run().seed())).collect(Collectors.joining(", "))
                + ": ";
    }

    private static String reason(RunProgress run) {
        return switch (run.state()) {
            case OPEN -> "not begun";
            case STARTED -> run.epochs() == 0 ? "stopped in its first epoch" : "stopped after epoch " + run.epochs();
            default -> run.reason();
        };
    }

    /** The best point; null while none is finished with all its seeds. */
    public Row winner() {
        return rows.get(0).isRanked() ? rows.get(0) : null;
    }
}
