package mnist.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.sweep.RunProgress.State;
import mnist.sweep.SweepPlan.SweepRun;
import mnist.train.EpochMetrics;

/**
 * How far a sweep is. Which points go on from a rung of its {@link Halving} depends on nothing but the metrics of all its
 * runs up to the rung's epoch: not on when, where or how far beyond it any of them was trained.
 *
 * @param runs in the order of the plan; those of points that do not go on are dropped
 * @param rungs the points admitted to each rung, as far as that is decided; all points to the first, which is the only one
 *     without halving
 */
public record SweepProgress(SweepFolder folder, List<RunProgress> runs, List<Set<Integer>> rungs) {
    /** As the files of the runs say it now. */
    public static SweepProgress of(SweepFolder folder) {
        SweepPlan plan = folder.plan();
        List<RunProgress> runs =
                plan.runs().stream().map(run -> RunProgress.of(folder, run)).toList();
        List<Set<Integer>> rungs = new ArrayList<>();
        rungs.add(IntStream.range(0, plan.points().size()).boxed().collect(Collectors.toSet()));
        Halving halving = plan.definition().halving();
        if (halving == null) {
            return new SweepProgress(folder, runs, rungs);
        }
        Map<Integer, List<RunProgress>> points = new HashMap<>();
        runs.forEach(run -> points.computeIfAbsent(run.run().point(), point -> new ArrayList<>())
                .add(run));
        List<RunProgress> known = new ArrayList<>(runs);
        for (int epoch : halving.epochs().subList(0, halving.epochs().size() - 1)) {
            Set<Integer> admitted = rungs.get(rungs.size() - 1);
            if (!admitted.stream()
                    .allMatch(point -> points.get(point).stream().allMatch(run -> isSettled(run, epoch)))) {
                break;
            }
            Map<Integer, Double> values = values(plan.definition().metric(), epoch, admitted, points);
            Set<Integer> best = best(plan.definition(), admitted.size(), values);
            rungs.add(best);
            for (int point : admitted) {
                if (!best.contains(point)) {
                    String why = values.containsKey(point)
                            ? "not among the best " + best.size() + " of " + admitted.size()
                            : "not all seeds of its point have a "
                                    + plan.definition().metric();
                    points.get(point).forEach(run -> known.set(run.run().index(), dropped(folder, run, epoch, why)));
                }
            }
        }
        return new SweepProgress(folder, known, rungs);
    }

    /** Whether further training would not change what the run is worth at this epoch. */
    private static boolean isSettled(RunProgress run, int epoch) {
        return run.epochs() >= epoch || run.state().isOver();
    }

    /** The mean over its seeds of each point that has all of them. */
    private static Map<Integer, Double> values(
            Metric metric, int epoch, Set<Integer> admitted, Map<Integer, List<RunProgress>> points) {
        Map<Integer, Double> values = new HashMap<>();
        for (int point : admitted) {
            List<OptionalDouble> seeds = points.get(point).stream()
                    .filter(run -> run.epochs() >= epoch || run.state() == State.FINISHED)
                    .map(run -> metric.best(run.rowsUpTo(epoch)))
                    .filter(OptionalDouble::isPresent)
                    .toList();
            if (seeds.size() == points.get(point).size()) {
                values.put(
                        point,
                        seeds.stream()
                                .mapToDouble(OptionalDouble::getAsDouble)
                                .average()
                                .orElseThrow());
            }
        }
        return values;
    }

    private static Set<Integer> best(SweepDefinition definition, int admitted, Map<Integer, Double> values) {
        return values.keySet().stream()
                .sorted(Comparator.<Integer, Double>comparing(values::get, definition.metric()::compare)
                        .thenComparing(point -> point))
                .limit(definition.halving().kept(admitted))
                .collect(Collectors.toSet());
    }

    private static RunProgress dropped(SweepFolder folder, RunProgress run, int epoch, String why) {
        if (run.state() == State.DIVERGED || run.state() == State.REFUSED) {
            return run;
        }
        List<EpochMetrics> rows = run.rowsUpTo(epoch);
        return new RunProgress(
                run.run(),
                State.DROPPED,
                "stopped after epoch " + epoch + ": " + why,
                folder.plan().definition().metric().best(rows),
                rows,
                Map.of());
    }

    /** The finished runs, the best first. */
    public List<RunProgress> best() {
        Metric metric = folder.plan().definition().metric();
        return runs.stream()
                .filter(run -> run.state() == State.FINISHED && run.metric().isPresent())
                .sorted(Comparator.comparing(run -> run.metric().getAsDouble(), metric::compare))
                .toList();
    }

    /** The highest rung, from 0, that is decided for a point and has it. */
    public int rung(int point) {
        int rung = 0;
        while (rung + 1 < rungs.size() && rungs.get(rung + 1).contains(point)) {
            rung++;
        }
        return rung;
    }

    /** The epoch that a run is trained to before others are compared with it; nothing where it is trained to its end. */
    public OptionalInt until(SweepRun run) {
        Halving halving = folder.plan().definition().halving();
        int rung = rung(run.point());
        return halving == null || rung == halving.epochs().size() - 1
                ? OptionalInt.empty()
                : OptionalInt.of(halving.epochs().get(rung));
    }
}
