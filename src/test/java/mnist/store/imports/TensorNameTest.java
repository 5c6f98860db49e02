package mnist.store.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Locale;
import mnist.nn.Activation;
import mnist.store.imports.TensorName.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that tensors have elsewhere. */
class TensorNameTest {
    @ParameterizedTest
    @CsvSource({
        "0.weight, 0, WEIGHT",
        "0.bias, 0, BIAS",
        "fc1.weight, fc.1, WEIGHT",
        "model.layers.12.bias, model.layers.12, BIAS",
        "sequential/dense_1/kernel, sequential.dense.1, KERNEL",
        "dense/kernel:0, dense.0, KERNEL",
        "coefs_0, 0, KERNEL",
        "intercepts_0, 0, BIAS",
        "W1, 1, WEIGHT",
        "b1, 1, BIAS",
        "weight, '', WEIGHT",
        "fc1_weight, fc.1, WEIGHT",
        "weights_2, 2, WEIGHT",
        "bn1.running_mean, bn.1, RUNNING_MEAN",
        "1.running_var, 1, RUNNING_VARIANCE",
        "1.num_batches_tracked, 1, COUNT"
    })
    void saysLayerAndPart(String name, String layer, Part part) {
        assertEquals(new TensorName(layer, part), TensorName.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "embedding", "gamma", "moving_mean", "weightings", "0.lora_A"})
    void othersSayNothing(String name) {
        assertNull(TensorName.of(name));
    }

    @Test
    void tenComesAfterNine() {
        assertEquals(1, Integer.signum(LayerOrder.compareNumbers("fc10.weight", "fc9.weight")));
        assertEquals(-1, Integer.signum(LayerOrder.compareNumbers("dense/kernel", "dense_1/kernel")));
        assertEquals(0, LayerOrder.compareNumbers("a.1", "b.01"));
    }

    static Activation activation(String name) {
        return Activation.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
