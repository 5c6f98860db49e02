package mnist.store;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.FuzzedFile;
import mnist.store.json.Json;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;

/** A model and a checkpoint whose settings and counters say anything, in a file that is otherwise sound. */
class ModelFuzzTest {
    private static final Path RUN = Path.of("src/test/resources/pinned/run-1.0.0");
    private static final SafetensorsFile MODEL = Safetensors.read(RUN.resolve("best.safetensors"));
    private static final SafetensorsFile CHECKPOINT = Safetensors.read(RUN.resolve("last.safetensors"));
    private static final int MOST_CHANGES = 4;
    private static final Path FILE = FuzzedFile.of(new byte[0]);

    @FuzzTest(maxDuration = "10m")
    void anySettingsAndCounters(FuzzedDataProvider data) {
        boolean checkpoint = data.consumeBoolean();
        SafetensorsFile sound = checkpoint ? CHECKPOINT : MODEL;
        Map<String, String> metadata = new LinkedHashMap<>(sound.metadata());
        for (String part : List.of("settings", "counters")) {
            if (metadata.containsKey(part) && data.consumeBoolean()) {
                Map<String, Object> tree = Json.parse(metadata.get(part));
                for (int changes = data.consumeInt(1, MOST_CHANGES); changes > 0; changes--) {
                    change(tree, data);
                }
                metadata.put(part, Json.compact(tree));
            }
        }
        Safetensors.write(FILE, new SafetensorsFile(metadata, sound.tensors()));
        FuzzedFile.refusesOrReads(
                () -> {
                    if (checkpoint) {
                        ModelFile.loadCheckpoint(FILE);
                    } else {
                        ModelFile.load(FILE).folded();
                    }
                },
                0);
    }

    /** Replaces, adds or removes one value, at any depth. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static void change(Map<String, Object> tree, FuzzedDataProvider data) {
        List<String> keys = new ArrayList<>(tree.keySet());
        String key = keys.isEmpty() || data.consumeInt(0, 30) == 0 ? data.consumeString(8) : data.pickValue(keys);
        Object value = tree.get(key);
        if (value instanceof Map<?, ?> group && data.consumeInt(0, 9) > 0) {
            change((Map<String, Object>) group, data);
        } else if (data.consumeInt(0, 9) == 0) {
            tree.remove(key);
        } else {
            tree.put(key, value(data, value));
        }
    }

    private static Object value(FuzzedDataProvider data, Object before) {
        return switch (data.consumeInt(0, 9)) {
            case 0 -> null;
            case 1 -> data.consumeBoolean();
            case 2, 3 -> data.consumeInt();
            case 4 -> data.consumeInt(-2, 40);
            case 5 -> data.consumeLong();
            case 6 -> data.consumeDouble();
            case 7 -> List.of(data.consumeInt(), data.consumeInt(-2, 40));
            case 8 -> data.consumeString(20);
            default -> data.consumeInt(0, 3) == 0 ? new LinkedHashMap<>(Map.of("a", 1)) : before;
        };
    }
}
