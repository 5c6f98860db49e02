package mnist.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.train.LayerHealth;

/** The health of a run's layers as it stands in {@code metrics.jsonl}. */
final class HealthJson {
    private HealthJson() {}

    static List<Map<String, Object>> of(List<LayerHealth> layers) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (LayerHealth health : layers) {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("layer", health.layer());
            layer.put("weights", health.weights());
            layer.put("weight_norm", finite(health.weightNorm()));
            layer.put("gradient_norm", finite(health.gradientNorm()));
            layer.put("update_norm", finite(health.updateNorm()));
            layer.put("dead_units", finite(health.deadUnits()));
            layer.put("flat_activations", finite(health.flatActivations()));
            list.add(layer);
        }
        return list;
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
