package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dropout and noise are functions of (seed, epoch, image), so the loss of one batch is a smooth function of the weights
 * and its gradient can be measured: along the gradient of one parameter, the loss must change by the gradient's square.
 */
class RandomLayersGradientTest {
    private static final int ROWS = 6;
    private static final int INPUTS = 7;
    private static final int CLASSES = 4;
    private static final int EPOCH = 3;
    private static final int[] INDICES = {5, 0, 17, 3, 900, 2};
    private static final int[] LABELS = {0, 1, 2, 3, 1, 0};
    private static final Dropout DROPOUT = new Dropout(0.2f, 0.4f, 11);
    private static final GaussianNoise NOISE = new GaussianNoise(0.3f, 0.4f, 11);

    private record Case(NetworkSpec spec, Dropout dropout, GaussianNoise noise) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Normalization normalization : Normalization.values()) {
            for (boolean residual : new boolean[] {false, true}) {
                NetworkSpec spec = NetworkSpec.plain(
                                INPUTS, List.of(9, 9, 5), CLASSES, Activation.TANH, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                        .with(normalization)
                        .with(new NetworkSpec.Connections(residual, 0));
                cases.add(new Case(spec, DROPOUT, GaussianNoise.NONE));
                cases.add(new Case(spec, Dropout.NONE, NOISE));
                cases.add(new Case(spec, DROPOUT, NOISE));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyParametersGradientIsTheSlopeOfTheLoss(Case c) {
        Network network = Network.initialize(c.spec, Initializer.XAVIER, 2);
        shakeScales(network);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = workspace(network, backend, c);
            loss(workspace);
            workspace.backward(LABELS);
            Gradients gradients = new Gradients(network);
            workspace.gradients(gradients);
            for (int layer = 1; layer <= c.spec.layers(); layer++) {
                Layer values = network.layer(layer);
                Gradients.OfLayer d = gradients.layer(layer);
                check(workspace, values.w, d.w, "w " + layer);
                // Under batch normalization a bias has no effect, and its gradient is rounding.
                if (!(c.spec.normalizedAt(layer) && c.spec.normalization() == Normalization.BATCH)) {
                    check(workspace, values.b, d.b, "b " + layer);
                }
                if (values.gamma != null) {
                    check(workspace, values.gamma, d.gamma, "gamma " + layer);
                    check(workspace, values.beta, d.beta, "beta " + layer);
                }
                if (values.projection != null) {
                    check(workspace, values.projection, d.projection, "projection " + layer);
                }
            }
        }
    }

    @Test
    void noiseIsAsWideAsAskedForAndAnotherForEveryImageEpochAndLayer() {
        int images = 400;
        int width = 500;
        int[] indices = new int[images];
        for (int i = 0; i < images; i++) {
            indices[i] = i;
        }
        FMatrixRMaj noise = new FMatrixRMaj(images, width);
        NOISE.draw(noise, 2, EPOCH, indices, 0, images);
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        for (int i = 0; i < noise.data.length; i++) {
            sum += noise.data[i];
            squares += noise.data[i] * noise.data[i];
            neighbours += i == 0 ? 0 : noise.data[i] * noise.data[i - 1];
        }
        int n = noise.data.length;
        double deviation = 0.4;
        // Five standard errors of each.
        assertEquals(0, sum / n, 5 * deviation / Math.sqrt(n));
        assertEquals(deviation, Math.sqrt(squares / n), 5 * deviation / Math.sqrt(2.0 * n));
        assertEquals(0, neighbours / n, 5 * deviation * deviation / Math.sqrt(n));

        FMatrixRMaj other = new FMatrixRMaj(images, width);
        NOISE.draw(other, 2, EPOCH + 1, indices, 0, images);
        assertNotEquals(noise.data[0], other.data[0]);
        NOISE.draw(other, 1, EPOCH, indices, 0, images);
        assertNotEquals(noise.data[0], other.data[0]);
        assertNotEquals(noise.data[0], noise.data[width]);
    }

    @Test
    void evaluationIsWithoutNoise() {
        Case c = cases().filter(each -> each.dropout == DROPOUT && each.noise == NOISE)
                .findFirst()
                .orElseThrow();
        Network network = Network.initialize(c.spec, Initializer.XAVIER, 2);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace training = workspace(network, backend, c);
            loss(training);
            float[] evaluated =
                    training.forward(Inputs.gaussian(ROWS, INPUTS), null).data.clone();
            assertEquals(
                    0,
                    distance(
                            evaluated,
                            new Workspace(network, backend, ROWS).forward(Inputs.gaussian(ROWS, INPUTS), null).data));
        }
    }

    private static Workspace workspace(Network network, Backend backend, Case c) {
        return new Workspace(network, backend, ROWS, c.dropout, c.noise, 0.1f, SoftTargets.NONE);
    }

    private static void check(Workspace workspace, FMatrixRMaj parameter, FMatrixRMaj gradient, String place) {
        float[] values = parameter.data.clone();
        float[] g = gradient.data.clone();
        double square = 0;
        for (int i = 0; i < parameter.getNumElements(); i++) {
            square += (double) g[i] * g[i];
        }
        // A change of the loss of about 2e-3: far above a float's rounding, and still almost straight.
        double step = Math.min(2e-3 / square, 0.01 / Math.sqrt(square));
        double above = lossAt(workspace, parameter, values, g, step);
        double below = lossAt(workspace, parameter, values, g, -step);
        System.arraycopy(values, 0, parameter.data, 0, values.length);
        assertEquals(1, (above - below) / (2 * step) / square, 5e-3, place);
    }

    private static double lossAt(
            Workspace workspace, FMatrixRMaj parameter, float[] values, float[] gradient, double step) {
        for (int i = 0; i < parameter.getNumElements(); i++) {
            parameter.data[i] = (float) (values[i] + step * gradient[i]);
        }
        return loss(workspace);
    }

    /** The mean loss of the batch, always with the same noise and the same units dropped. */
    private static double loss(Workspace workspace) {
        workspace.forwardTraining(Inputs.gaussian(ROWS, INPUTS), null, EPOCH, INDICES);
        return workspace.lossSum(LABELS) / ROWS;
    }

    private static double distance(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /** Scales other than 1, or the noise's share of their gradient could go unnoticed. */
    private static void shakeScales(Network network) {
        for (int number = 1; number < network.spec().layers(); number++) {
            FMatrixRMaj gamma = network.layer(number).gamma;
            for (int j = 0; gamma != null && j < gamma.numCols; j++) {
                gamma.data[j] = 0.7f + 0.2f * (j % 4);
            }
        }
    }
}
