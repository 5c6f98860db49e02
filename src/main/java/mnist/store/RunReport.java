package mnist.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.json.Json;

/** All that a run has written down, in one tree: settings, epochs with their layers, and the result if there is one. */
public final class RunReport {
    private RunReport() {}

    /** @throws StoreException if a file of the run is missing or damaged */
    public static Map<String, Object> of(RunDirectory run) {
        Path epochs = run.metricsJsonl();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", run.name());
        tree.put("config", run.readConfig());
        tree.put("epochs", MetricsFiles.parseAll(epochs, 0, MetricsFiles.wholeLines(epochs), RunReport::epoch));
        tree.put("result", PathKind.exists(run.result()) ? Json.read(run.result()) : null);
        return tree;
    }

    /** @throws IllegalArgumentException if it is no row of metrics */
    private static Map<String, Object> epoch(String line) {
        Map<String, Object> tree = Json.parse(line);
        MetricsCsv.row(tree);
        return tree;
    }
}
