package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.reference.DoubleArrays;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.nn.reference.ReferenceNetwork;
import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loss of a teacher and its gradient. The oracle writes Hinton's formula down in double precision; finite differences
 * of that loss check the gradient in double precision, and that checks the fast one.
 */
class TeacherGradientTest {
    private static final int ROWS = 6;
    private static final int INPUTS = 5;
    private static final int CLASSES = 4;
    private static final double STEP = 1e-5;
    private static final int[] LABELS = {0, 1, 2, 3, 1, 0};

    @ParameterizedTest
    @CsvSource({
        "NONE, 1, 0.3",
        "NONE, 4, 0.9",
        "NONE, 0.5, 0.5",
        "NONE, 3, 1",
        "BATCH, 2, 0.7",
        "BATCH, 20, 1",
        "LAYER, 5, 0.4"
    })
    void theFastGradientIsTheSlopeOfTheLoss(Normalization normalization, float temperature, float weight) {
        NetworkSpec spec = NetworkSpec.plain(
                        INPUTS, List.of(7, 6), CLASSES, Activation.TANH, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(normalization);
        Network network = Network.initialize(spec, Initializer.XAVIER, 3);
        FMatrixRMaj x = drawn(INPUTS, 1, 2);
        FMatrixRMaj teacherLogits = drawn(CLASSES, 2, 6);
        double[][] q = softmax(DoubleArrays.rows(teacherLogits), temperature);

        ReferenceNetwork reference = new ReferenceNetwork(network);
        double[][] rows = DoubleArrays.rows(x);
        List<LayerTrace> traces = reference.forward(rows);
        double[][] z = traces.get(spec.layers() - 1).z;
        // The reference derives (a - target) / B: with these targets that is the gradient of the formula.
        double[][] dz = gradient(z, q, temperature, weight);
        double[][] a = traces.get(spec.layers() - 1).a;
        reference.backward(traces, DoubleArrays.map(a, (row, j) -> a[row][j] - ROWS * dz[row][j]));

        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            SoftTargets settings = new SoftTargets(temperature, weight);
            Workspace workspace = new Workspace(network, backend, ROWS, Dropout.NONE, GaussianNoise.NONE, 0, settings);
            workspace.forwardTraining(x, null, 1, new int[ROWS]);
            workspace.teach(floats(q));
            double expected = loss(z, q, temperature, weight);
            // Logarithms are floats, and T^2 magnifies their rounding.
            assertEquals(expected, workspace.lossSum(LABELS) / ROWS, 2e-6 * Math.max(1, temperature * temperature));
            workspace.backward(LABELS);
            Gradients gradients = new Gradients(network);
            workspace.gradients(gradients);
            for (int number = 1; number <= spec.layers(); number++) {
                ReferenceLayer layer = reference.layer(number);
                ReferenceLayer d = traces.get(number - 1).d;
                Gradients.OfLayer fast = gradients.layer(number);
                for (int i = 0; i < layer.w.length; i++) {
                    check(reference, rows, q, temperature, weight, layer.w[i], d.w[i], row(fast.w, i));
                }
                check(reference, rows, q, temperature, weight, layer.b, d.b, row(fast.b, 0));
                if (layer.gamma != null) {
                    check(reference, rows, q, temperature, weight, layer.gamma, d.gamma, row(fast.gamma, 0));
                    check(reference, rows, q, temperature, weight, layer.beta, d.beta, row(fast.beta, 0));
                }
            }
        }
    }

    private static void check(
            ReferenceNetwork reference,
            double[][] x,
            double[][] q,
            double temperature,
            double weight,
            double[] numbers,
            double[] gradient,
            double[] fast) {
        for (int i = 0; i < numbers.length; i++) {
            double value = numbers[i];
            numbers[i] = value + STEP;
            double above = loss(logits(reference, x), q, temperature, weight);
            numbers[i] = value - STEP;
            double below = loss(logits(reference, x), q, temperature, weight);
            numbers[i] = value;
            double slope = (above - below) / (2 * STEP);
            assertEquals(slope, gradient[i], 1e-7 * Math.max(1, Math.abs(slope)));
            assertEquals(gradient[i], fast[i], 1e-5 * Math.max(1, Math.abs(slope)));
        }
    }

    private static double[][] logits(ReferenceNetwork reference, double[][] x) {
        return reference.forward(x).get(reference.spec().layers() - 1).z;
    }

    /** (1 - w) CE(label, softmax(z)) + w T^2 KL(q, softmax(z / T)), the mean over the rows. */
    private static double loss(double[][] z, double[][] q, double temperature, double weight) {
        double[][] p = softmax(z, 1);
        double[][] soft = softmax(z, temperature);
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum -= (1 - weight) * Math.log(p[row][LABELS[row]]);
            for (int j = 0; j < CLASSES; j++) {
                sum += weight * temperature * temperature * q[row][j] * Math.log(q[row][j] / soft[row][j]);
            }
        }
        return sum / ROWS;
    }

    private static double[][] gradient(double[][] z, double[][] q, double temperature, double weight) {
        double[][] p = softmax(z, 1);
        double[][] soft = softmax(z, temperature);
        return DoubleArrays.map(
                p,
                (row, j) -> ((1 - weight) * (p[row][j] - (LABELS[row] == j ? 1 : 0))
                                + weight * temperature * (soft[row][j] - q[row][j]))
                        / ROWS);
    }

    private static double[][] softmax(double[][] z, double temperature) {
        double[][] p = new double[z.length][CLASSES];
        for (int row = 0; row < z.length; row++) {
            double sum = 0;
            for (double value : z[row]) {
                sum += Math.exp(value / temperature);
            }
            for (int j = 0; j < CLASSES; j++) {
                p[row][j] = Math.exp(z[row][j] / temperature) / sum;
            }
        }
        return p;
    }

    /** What a teacher says at a temperature is what the formula says of its logits. */
    @ParameterizedTest
    @ValueSource(floats = {0.25f, 1, 7})
    void teachersSoftenTheirLogits(float temperature) {
        NetworkSpec spec =
                NetworkSpec.plain(INPUTS, List.of(8), CLASSES, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY);
        Network network = Network.initialize(spec, Initializer.HE, 1);
        FMatrixRMaj x = drawn(INPUTS, 1, 2);
        double[][] z = logits(new ReferenceNetwork(network), DoubleArrays.rows(x));
        double[][] expected = softmax(z, temperature);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(network, backend, ROWS);
            workspace.forward(x, null);
            FMatrixRMaj softened = workspace.softened(temperature);
            for (int row = 0; row < ROWS; row++) {
                assertArrayEquals(expected[row], row(softened, row), 1e-6);
            }
        }
    }

    @Test
    void aTeacherNeedsLogitsToSoften() {
        NetworkSpec spec =
                NetworkSpec.plain(INPUTS, List.of(), CLASSES, Activation.RELU, Output.SIGMOID, Loss.CROSS_ENTROPY);
        SoftTargets settings = new SoftTargets(2, 0.5f);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Workspace(
                            new Network(spec), backend, ROWS, Dropout.NONE, GaussianNoise.NONE, 0, settings));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        List<float[]> wrong = new ArrayList<>(List.of(
                new float[] {0, 0.5f},
                new float[] {-1, 0.5f},
                new float[] {Float.NaN, 0.5f},
                new float[] {1e4f, 0.5f},
                new float[] {2, -0.1f},
                new float[] {2, 1.1f},
                new float[] {2, Float.NaN}));
        for (float[] values : wrong) {
            assertThrows(IllegalArgumentException.class, () -> new SoftTargets(values[0], values[1]));
        }
    }

    private static double[] row(FMatrixRMaj m, int row) {
        return DoubleArrays.rows(m)[row];
    }

    private static FMatrixRMaj floats(double[][] rows) {
        FMatrixRMaj m = new FMatrixRMaj(rows.length, rows[0].length);
        for (int i = 0; i < m.getNumElements(); i++) {
            m.data[i] = (float) rows[i / m.numCols][i % m.numCols];
        }
        return m;
    }

    private static FMatrixRMaj drawn(int columns, int what, float range) {
        FMatrixRMaj m = new FMatrixRMaj(ROWS, columns);
        Draws draws = Draws.of(4, Purpose.TOY, what, 0);
        for (int i = 0; i < m.getNumElements(); i++) {
            m.data[i] = draws.uniform(i, -range / 2, range / 2);
        }
        return m;
    }
}
