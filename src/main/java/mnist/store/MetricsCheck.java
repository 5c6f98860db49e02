package mnist.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.train.EpochMetrics;
import mnist.train.EpochMetrics.Score;
import mnist.train.TrainingState.Counters;

/** Holds the two metrics files of a run against each other and against its last checkpoint. */
final class MetricsCheck {
    private final RunDirectory run;
    private final Counters counters;

    /** What can be done. */
    private final String cure;

    MetricsCheck(RunDirectory run, Counters counters) {
        this.run = run;
        this.counters = counters;
        List<String> gaps = MetricsFiles.history(run, counters.epoch).gaps();
        cure = gaps.isEmpty()
                ? "train --resume " + run.path() + " mends it"
                : MetricsHistory.epochs(gaps)
                        + " is lost in both files; take one of them from a copy, or train again with --from "
                        + run.path() + ": to the same weights";
    }

    /** Returns what was found in one line. @throws StoreException if something does not fit */
    String run() {
        if (counters.epoch == 0) {
            return "none: no epoch is complete";
        }
        List<EpochMetrics> csv = rows(run.metricsCsv(), MetricsFiles::read);
        List<EpochMetrics> jsonl = rows(run.metricsJsonl(), MetricsFiles::readJsonl);
        requireEpochs(run.metricsCsv(), csv);
        requireEpochs(run.metricsJsonl(), jsonl);
        for (int i = 0; i < counters.epoch; i++) {
            MetricsCsv.difference(csv.get(i), jsonl.get(i)).ifPresent(difference -> {
                throw new StoreException(run.path() + ": metrics.csv and metrics.jsonl disagree in " + difference
                        + "; train --resume " + run.path() + " takes that of metrics.jsonl");
            });
        }
        requireBest(csv);
        String later = csv.size() > counters.epoch ? ", later ones than the checkpoint" : "";
        return "epochs complete: " + csv.size() + later + "; both files agree";
    }

    private List<EpochMetrics> rows(Path file, Function<Path, List<EpochMetrics>> reader) {
        if (!PathKind.exists(file)) {
            throw StoreException.of(file, "the metrics of the run", "no such file", cure);
        }
        try {
            return reader.apply(file);
        } catch (StoreException e) {
            throw e.getCause() instanceof IOException
                    ? e
                    : new StoreException(e.getMessage().replace(MetricsFiles.CURE, cure), e);
        }
    }

    private void requireEpochs(Path file, List<EpochMetrics> rows) {
        for (int epoch = 1; epoch <= counters.epoch; epoch++) {
            int found = epoch <= rows.size() ? rows.get(epoch - 1).epoch() : 0;
            if (found != epoch) {
                throw StoreException.of(file, "epoch " + epoch, found == 0 ? "the end" : "epoch " + found, cure);
            }
        }
    }

    /** By the rule of the trainer: the highest accuracy, of several the lowest loss, of several the first. */
    private void requireBest(List<EpochMetrics> rows) {
        if (counters.bestEpoch == 0 || counters.bestAccuracy < 0) {
            return;
        }
        Score best = rows.get(counters.bestEpoch - 1).validation();
        requireScore("validation_accuracy", counters.bestAccuracy, best.accuracy());
        requireScore("validation_loss", counters.bestLoss, best.loss());
        for (EpochMetrics row : rows.subList(counters.bestEpoch, counters.epoch)) {
            Score later = row.validation();
            if (later.accuracy() > best.accuracy()
                    || (later.accuracy() == best.accuracy() && later.loss() < best.loss())) {
                throw wrong("epoch " + counters.bestEpoch + " as the best", "a better epoch " + row.epoch());
            }
        }
    }

    private void requireScore(String name, double expected, double found) {
        if (expected != found) {
            throw wrong(name + " " + expected + " of epoch " + counters.bestEpoch, String.valueOf(found));
        }
    }

    private StoreException wrong(String expected, String found) {
        return StoreException.of(
                run.metricsCsv(),
                expected + ", as last.safetensors has it",
                found + " there and in metrics.jsonl",
                "take both from a copy; the weights do not depend on them");
    }
}
