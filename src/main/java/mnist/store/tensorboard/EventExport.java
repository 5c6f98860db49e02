package mnist.store.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mnist.file.AtomicFile;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunReport;
import mnist.store.safetensors.Safetensors;
import mnist.store.tensorboard.EventMessages.Event;
import mnist.store.tensorboard.EventMessages.Value;

/**
 * Writes what a run recorded as an event file of TensorBoard; an event's step is the epoch.
 *
 * <pre>
 *   scalars      loss/train, loss/validation, loss/test, accuracy/..., the other columns of metrics.csv by their names,
 *                gradient_norm/layer_1 and the like
 *   histograms   weights/NAME of the best model and of the checkpoint,
 *                optimizer/NAME of what the checkpoint's optimizer remembers of the gradients
 * </pre>
 */
public final class EventExport {
    /** TensorBoard looks for "tfevents" in names. */
    public static final String FILE = "events.out.tfevents.mnist";

    private static final String OPTIMIZER = "optimizer.";
    private static final Set<String> PARTS = Set.of("train", "validation");
    private static final Set<String> COUNTERS = Set.of("epoch", "step");
    private static final Set<String> LAYER_COUNTERS = Set.of("layer", "weights");
    private static final double MILLISECONDS = 1000;

    private final RunDirectory run;
    private final List<Event> events = new ArrayList<>();

    /** What is written with the scalars of an epoch. */
    private final Map<Integer, List<Value>> besides = new HashMap<>();

    private EventExport(RunDirectory run) {
        this.run = run;
    }

    /**
     * Writes the file into a folder, which is made if need be.
     *
     * @param target the file
     * @throws StoreException if the run cannot be read, or the file cannot be written
     */
    public static void write(RunDirectory run, Path target) {
        EventExport export = new EventExport(run);
        export.collect();
        AtomicFile.createFolder(target.toAbsolutePath().getParent());
        AtomicFile.write(target, out -> {
            for (Event event : export.events) {
                EventFile.append(event.bytes(), out);
            }
        });
    }

    private void collect() {
        Map<String, Object> report = RunReport.of(run);
        List<?> epochs = (List<?>) report.get("epochs");
        int last = epochs.isEmpty() ? 0 : epoch((Map<?, ?>) epochs.get(epochs.size() - 1));
        int bestEpoch = 0;
        if (PathKind.exists(run.best())) {
            ModelFile.Model best = ModelFile.load(run.best());
            bestEpoch = best.epoch();
            beside(bestEpoch, weights(best));
        }
        if (report.get("result") instanceof Map<?, ?> result) {
            beside(result.get("best_epoch") instanceof Number best ? best.intValue() : last, test(result));
        }
        if (PathKind.exists(run.last())) {
            ModelFile.Model checkpoint = ModelFile.load(run.last());
            if (last != bestEpoch) {
                beside(last, weights(checkpoint));
            }
            beside(last, optimizer());
        }
        double time = begin();
        events.add(Event.version(time));
        for (Object each : epochs) {
            Map<?, ?> row = (Map<?, ?>) each;
            time += number(row.get("seconds")) + number(row.get("evaluation_seconds"));
            List<Value> values = scalars(row);
            values.addAll(besides.getOrDefault(epoch(row), List.of()));
            events.add(Event.of(time, epoch(row), values));
        }
    }

    private void beside(int epoch, List<Value> values) {
        besides.computeIfAbsent(epoch, key -> new ArrayList<>()).addAll(values);
    }

    private static int epoch(Map<?, ?> row) {
        return ((Number) row.get("epoch")).intValue();
    }

    /** The lines of metrics have no times of their own: the run's beginning, by its oldest file, and the seconds since. */
    private double begin() {
        try {
            return Files.getLastModifiedTime(run.config()).toMillis() / MILLISECONDS;
        } catch (IOException e) {
            throw StoreException.reading(run.config(), e);
        }
    }

    private static List<Value> scalars(Map<?, ?> row) {
        List<Value> values = new ArrayList<>();
        row.forEach((key, value) -> {
            if (value instanceof Number number && !COUNTERS.contains(key)) {
                values.add(Value.scalar(tag(key.toString()), number.doubleValue()));
            }
        });
        for (Object layer : row.get("layers") instanceof List<?> layers ? layers : List.of()) {
            addLayer((Map<?, ?>) layer, values);
        }
        return values;
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    /** "train_loss" becomes "loss/train", so that TensorBoard shows it beside "loss/validation". */
    private static String tag(String column) {
        int underscore = column.indexOf('_');
        String part = column.substring(0, Math.max(0, underscore));
        return PARTS.contains(part) ? column.substring(underscore + 1) + "/" + part : column;
    }

    private static void addLayer(Map<?, ?> layer, List<Value> values) {
        layer.forEach((key, value) -> {
            if (value instanceof Number number && !LAYER_COUNTERS.contains(key)) {
                values.add(Value.scalar(key + "/layer_" + layer.get("layer"), number.doubleValue()));
            }
        });
    }

    private static List<Value> weights(ModelFile.Model model) {
        return ModelFile.tensors(model.network()).stream()
                .filter(tensor -> !tensor.name().equals(ModelFile.RESIDUAL))
                .map(tensor -> Value.histogram("weights/" + tensor.name(), tensor.data()))
                .toList();
    }

    private List<Value> optimizer() {
        return Safetensors.readFinite(run.last(), header -> {}).tensors().stream()
                .filter(tensor -> tensor.name().startsWith(OPTIMIZER))
                .map(tensor ->
                        Value.histogram("optimizer/" + tensor.name().substring(OPTIMIZER.length()), tensor.data()))
                .toList();
    }

    /** The test set was read by the best model. */
    private static List<Value> test(Map<?, ?> result) {
        return Stream.of("loss", "accuracy")
                .filter(score -> result.get(score) instanceof Number)
                .map(score -> Value.scalar(score + "/test", number(result.get(score))))
                .toList();
    }
}
