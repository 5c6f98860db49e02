package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import mnist.nn.Network;
import mnist.nn.ReceptiveFields;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever trains a network with receptive fields, what is not connected stays 0, and the rest learns. */
class UnconnectedWeightsTest {
    @TempDir
    Path home;

    static Stream<ToyConfigs> configs() {
        return Arrays.stream(ToyConfigs.values())
                .filter(config -> config.spec().connections().receptiveField() > 0);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theyAreZeroAfterTraining(ToyConfigs toy) {
        ToyRun run = new ToyRun(toy.spec(), toy.config(2, 1));
        run.train(home.resolve("run"));
        FMatrixRMaj w =
                ModelFile.load(home.resolve("run/last.safetensors")).network().layer(1).w;
        FMatrixRMaj start = Network.initialize(
                        toy.spec(), run.config().optimization().initializer(), 1)
                .layer(1)
                .w;
        ReceptiveFields fields = toy.spec().receptiveFieldsAt(1);
        int changed = 0;
        for (int pixel = 0; pixel < w.numRows; pixel++) {
            for (int unit = 0; unit < w.numCols; unit++) {
                if (!fields.connects(pixel, unit)) {
                    assertEquals(0, w.get(pixel, unit), "pixel " + pixel + ", unit " + unit);
                } else if (w.get(pixel, unit) != start.get(pixel, unit)) {
                    changed++;
                }
            }
        }
        int connections = toy.spec().fanIn(1) * w.numCols;
        assertTrue(changed > connections / 3, changed + " of " + connections + " learned");
    }
}
