package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import mnist.nn.Initializer;
import mnist.store.json.Json;
import mnist.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of other versions: older ones are read, newer ones refused in words. */
class SettingsOfOtherVersionsTest {
    /** A config.json as the first version with this format wrote it. It is never to be changed. */
    private static Map<String, Object> oldest() throws IOException {
        try (InputStream in = SettingsOfOtherVersionsTest.class.getResourceAsStream("/store/settings-1.0.0.json")) {
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Fails when a field was added without saying in {@link RunSettings} what older files mean by leaving it out. */
    @Test
    void theOldestFileIsReadAndWhatItLacksIsOff() throws IOException {
        RunSettings settings = RunSettings.fromMap(oldest());
        assertEquals(TrainingConfig.plain(1, 32, 0.1f, 1, Initializer.HE), settings.training());
        assertEquals("784-256-10", settings.network().widths());
        assertEquals(55_000, settings.data().trainImages());
        assertEquals("unknown", settings.data().preparation());
        assertEquals(settings, RunSettings.fromMap(settings.toMap()));
    }

    @ParameterizedTest
    @CsvSource({
        "'',          sparkle, sparkle",
        "training,    sparkle, training.sparkle",
        "network,     sparkle, network.sparkle",
        "data,        sparkle, data.sparkle"
    })
    void anUnknownSettingIsSaidToComeFromANewerVersion(String part, String field, String name) throws IOException {
        Map<String, Object> tree = oldest();
        tree.put("tool", "7.5.0");
        inside(tree, part).put(field, 1);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> RunSettings.fromMap(tree));
        assertEquals(
                "found the unknown setting \"" + name + "\", made by a newer version (mnist \"7.5.0\")",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "training, epochs",
        "training, clipNorm",
        "training, patience",
        "network, residual",
        "network, loss",
        "data, fingerprint",
        "'', kernel"
    })
    void whatEveryVersionWroteMustBeThere(String part, String field) throws IOException {
        Map<String, Object> tree = oldest();
        inside(tree, part).remove(field);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> RunSettings.fromMap(tree));
        assertEquals(1, e.getMessage().split(field, -1).length - 1, e.getMessage());
        assertTrue(!e.getMessage().contains("mnist."), e.getMessage());
    }

    /** A part of the tree, in a copy that can be changed; the tree itself for "". */
    private static Map<String, Object> inside(Map<String, Object> tree, String part) {
        if (part.isEmpty()) {
            return tree;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) tree.get(part)).forEach((key, value) -> copy.put((String) key, value));
        tree.put(part, copy);
        return copy;
    }
}
