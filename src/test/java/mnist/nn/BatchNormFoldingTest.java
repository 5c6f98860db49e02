package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch normalization in the weights answers like batch normalization beside them. */
class BatchNormFoldingTest {
    private static final int ROWS = 20;
    private static final int INPUTS = 30;

    @ParameterizedTest
    @EnumSource
    void foldedAnswersAreTheSame(Activation activation) {
        assertSameAnswers(spec(activation, Normalization.BATCH, false, 24, 24, 16));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void besideResidualConnections(boolean otherWidths) {
        assertSameAnswers(spec(Activation.RELU, Normalization.BATCH, true, 24, otherWidths ? 17 : 24, 16));
    }

    @Test
    void whatHasNoBatchNormalizationIsLeftAlone() {
        for (Normalization other : List.of(Normalization.NONE, Normalization.LAYER)) {
            Network network = trained(spec(Activation.RELU, other, false, 8, 8, 8));
            assertSame(network, BatchNormFolding.fold(network));
        }
    }

    private static void assertSameAnswers(NetworkSpec spec) {
        Network network = trained(spec);
        Network before = network.copy();
        Network folded = BatchNormFolding.fold(network);
        assertEquals(Normalization.NONE, folded.spec().normalization());
        assertArrayEquals(answers(network), answers(folded), 1e-5f);
        for (int i = 0; i < before.parameters().size(); i++) {
            assertArrayEquals(
                    before.parameters().get(i).value().data,
                    network.parameters().get(i).value().data);
        }
    }

    private static float[] answers(Network network) {
        FMatrixRMaj x = new FMatrixRMaj(ROWS, INPUTS);
        Draws draws = Draws.of(3, Purpose.TOY, 0, 0);
        for (int i = 0; i < x.data.length; i++) {
            x.data[i] = draws.uniform(i, 0, 2);
        }
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            return new Workspace(network, backend, ROWS).forward(x, null).data.clone();
        }
    }

    /** With statistics, scales and shifts as different from 0 and 1 as training makes them. */
    private static Network trained(NetworkSpec spec) {
        Network network = Network.initialize(spec, Initializer.HE, 1);
        for (int number = 1; number < spec.layers(); number++) {
            Layer layer = network.layer(number);
            draw(layer.b, -0.5f, 0.5f, number, 1);
            if (layer.gamma != null) {
                draw(layer.gamma, -2, 2, number, 2);
                draw(layer.beta, -1, 1, number, 3);
            }
            if (layer.mean != null) {
                draw(layer.mean, -3, 3, number, 4);
                draw(layer.variance, 1e-4f, 4, number, 5);
            }
        }
        return network;
    }

    private static void draw(FMatrixRMaj vector, float low, float high, int layer, int what) {
        Draws draws = Draws.of(2, Purpose.TOY, layer, what);
        for (int j = 0; j < vector.numCols; j++) {
            vector.data[j] = draws.uniform(j, low, high);
        }
    }

    private static NetworkSpec spec(
            Activation activation, Normalization normalization, boolean residual, Integer... hidden) {
        return NetworkSpec.plain(INPUTS, List.of(hidden), 10, activation, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(normalization)
                .with(new NetworkSpec.Connections(residual, 0));
    }
}
