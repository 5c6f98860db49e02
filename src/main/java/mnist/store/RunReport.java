package mnist.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.file.StoreException;
import mnist.store.json.Json;

/** All that a run has written down, in one tree: settings, epochs with their layers, and the result if there is one. */
public final class RunReport {
    private RunReport() {}

    /** @throws StoreException if a file of the run is missing or damaged */
    public static Map<String, Object> of(RunDirectory run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name(run.path()));
        tree.put("config", run.readConfig());
        tree.put("epochs", epochs(run.metricsJsonl()));
        tree.put("result", Files.exists(run.result()) ? Json.read(run.result()) : null);
        return tree;
    }

    /** How a run is called: its folder. */
    public static String name(Path run) {
        return String.valueOf(run.toAbsolutePath().normalize().getFileName());
    }

    private static List<Map<String, Object>> epochs(Path jsonl) {
        List<String> lines = MetricsReader.wholeLines(jsonl);
        List<Map<String, Object>> epochs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                epochs.add(MetricsReader.parse(jsonl, i, lines, Json::parse));
            }
        }
        return epochs;
    }
}
