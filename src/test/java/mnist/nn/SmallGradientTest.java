package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.linalg.VectorMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large weights saturate units, and their gradients vanish. Steps would be slow if these were subnormal. */
class SmallGradientTest {
    private static final int INPUTS = 30;
    private static final int CLASSES = 10;

    private record Case(Activation activation, Output output, Loss loss, int scale) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (int scale : new int[] {1, 10, 30, 100}) {
                cases.add(new Case(activation, Output.SIGMOID, Loss.MSE, scale));
                cases.add(new Case(activation, Output.SOFTMAX, Loss.CROSS_ENTROPY, scale));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyDzIsZeroOrNotSmall(Case c) {
        NetworkSpec spec = NetworkSpec.plain(INPUTS, List.of(24, 24, 24), CLASSES, c.activation, c.output, c.loss);
        Network network = Network.initialize(spec, Initializer.XAVIER, 1);
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; i < parameter.value().data.length; i++) {
                parameter.value().data[i] *= c.scale;
            }
        }
        try (Backend backend = Backends.open(Backends.AUTO, 1)) {
            Workspace workspace = new Workspace(network, backend, 1);
            workspace.forward(Inputs.gaussian(1, INPUTS), null);
            Gradients gradients = new Gradients(network);
            for (int label = 0; label < CLASSES; label++) {
                workspace.backward(new int[] {label});
                workspace.gradients(gradients);
                for (int layer = 1; layer <= spec.layers(); layer++) {
                    // Of a single image the gradient of the biases is dz itself.
                    for (float dz : gradients.layer(layer).b.data) {
                        assertTrue(dz == 0 || Math.abs(dz) >= VectorMath.SMALLEST, dz + " in layer " + layer);
                    }
                }
            }
        }
    }
}
