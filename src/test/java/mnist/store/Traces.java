package mnist.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.train.EpochMetrics;
import mnist.train.LayerHealth;

/**
 * What a run leaves behind, without the times it took: equal for runs that should be the same.
 *
 * @param last SHA-256 of the last checkpoint's tensors
 * @param best SHA-256 of the best model's
 * @param metrics the rows of metrics.csv
 * @param layers of every epoch in metrics.jsonl
 */
public record Traces(String last, String best, List<List<Object>> metrics, List<List<LayerHealth>> layers) {
    public static Traces of(Path folder) {
        RunDirectory run = RunDirectory.view(folder);
        return new Traces(
                ModelFile.tensorsSha256(run.last()),
                Files.exists(run.best()) ? ModelFile.tensorsSha256(run.best()) : "none",
                MetricsFiles.read(run.metricsCsv()).stream()
                        .map(Traces::withoutTimes)
                        .toList(),
                MetricsFiles.readJsonl(run.metricsJsonl()).stream()
                        .map(row -> row.detail().layers())
                        .toList());
    }

    private static List<Object> withoutTimes(EpochMetrics row) {
        return List.of(
                row.epoch(),
                row.step(),
                row.learningRate(),
                row.train().loss(),
                row.train().accuracy(),
                row.validation().loss(),
                row.validation().accuracy());
    }
}
