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
        return Arrays.stream(ToyConfigs.values()).filter(config -> config.spec().receptiveFieldsAt(1) != null);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theyAreZeroAfterTraining(ToyConfigs toy) {
        ToyRun run = new ToyRun(toy.spec(), toy.config(2, 1));
        run.train(home.resolve("run"));
        Network trained = ModelFile.load(home.resolve("run/last.safetensors")).network();
        Network start =
                Network.initialize(toy.spec(), run.config().optimization().initializer(), 1);
        for (int layer = 1; toy.spec().receptiveFieldsAt(layer) != null; layer++) {
            assertOnlyConnectionsLearned(
                    toy.spec().receptiveFieldsAt(layer), start.layer(layer).w, trained.layer(layer).w);
        }
    }

    private static void assertOnlyConnectionsLearned(ReceptiveFields fields, FMatrixRMaj start, FMatrixRMaj w) {
        int connections = 0;
        int changed = 0;
        for (int input = 0; input < w.numRows; input++) {
            for (int unit = 0; unit < w.numCols; unit++) {
                if (!fields.connects(input, unit)) {
                    assertEquals(0, w.get(input, unit), "input " + input + ", unit " + unit);
                } else {
                    connections++;
                    changed += w.get(input, unit) != start.get(input, unit) ? 1 : 0;
                }
            }
        }
        assertTrue(changed > connections / 3, changed + " of " + connections + " learned");
    }
}
