package mnist.nn.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Gradients;
import mnist.nn.Initializer;
import mnist.nn.Inputs;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.Parameter;
import mnist.nn.ReceptiveFields;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * A chain of oracles over every activation, output, loss, normalization and depth: finite differences of the loss in
 * double precision check the reference network's backpropagation, and that checks the fast one.
 */
class GradientCheckTest {
    private static final int ROWS = 7;

    /** Square, or there could be no receptive fields. */
    private static final int INPUTS = 9;

    private static final int CLASSES = 4;

    /** Two units at each of 2 x 2 places, and four above. */
    private static final List<Integer> PYRAMID = List.of(8, 4);

    private static final List<String> FIELDS = List.of("0", "2", "2/1", "2/1,1/1", "2/1,2/2");
    private static final double STEP = 1e-6;

    private static List<NetworkSpec> specs() {
        List<NetworkSpec> specs = new ArrayList<>();
        List<List<Integer>> depths = List.of(List.of(), List.of(6), List.of(6, 6), List.of(6, 3, 3), PYRAMID);
        for (List<Integer> hidden : depths) {
            for (Activation activation : Activation.values()) {
                for (Output output : Output.values()) {
                    for (Loss loss : Loss.values()) {
                        for (Normalization normalization : Normalization.values()) {
                            for (boolean residual : new boolean[] {false, true}) {
                                for (String receptiveField : FIELDS) {
                                    add(
                                            specs,
                                            hidden,
                                            activation,
                                            output,
                                            loss,
                                            normalization,
                                            residual,
                                            receptiveField);
                                }
                            }
                        }
                    }
                }
            }
        }
        return specs;
    }

    private static void add(
            List<NetworkSpec> specs,
            List<Integer> hidden,
            Activation activation,
            Output output,
            Loss loss,
            Normalization normalization,
            boolean residual,
            String receptiveField) {
        boolean refused = (loss == Loss.CROSS_ENTROPY && output == Output.IDENTITY)
                || (residual && hidden.size() < 2)
                || (!receptiveField.equals("0") && hidden.isEmpty())
                || (receptiveField.contains("/") && !hidden.equals(PYRAMID));
        if (!refused) {
            specs.add(NetworkSpec.plain(INPUTS, hidden, CLASSES, activation, output, loss)
                    .with(normalization)
                    .with(new NetworkSpec.Connections(residual, ReceptiveFields.Plan.parse(receptiveField))));
        }
    }

    @Test
    void fastGradientsAreTheReferencesAndThoseAreFiniteDifferences() {
        List<NetworkSpec> specs = specs();
        assertTrue(specs.size() > 1000, "combinations checked: " + specs.size());
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            for (NetworkSpec spec : specs) {
                check(spec, backend);
            }
        }
    }

    private static void check(NetworkSpec spec, Backend backend) {
        Network network = Network.initialize(spec, Initializer.LECUN, 3);
        shakeBiases(network);
        FMatrixRMaj x = Inputs.gaussian(ROWS, INPUTS);
        int[] labels = {0, 1, 2, 3, 1, 0, 2};
        ReferenceNetwork reference = new ReferenceNetwork(network);
        double[][] rows = DoubleArrays.rows(x);
        List<LayerTrace> traces = reference.forward(rows);
        reference.backward(traces, labels);

        Workspace workspace = new Workspace(network, backend, ROWS);
        Gradients gradients = new Gradients(network);
        workspace.forwardTraining(x, null, 1, new int[ROWS]);
        assertEquals(reference.loss(traces, labels), workspace.lossSum(labels) / ROWS, 1e-5, spec.toString());
        workspace.backward(labels);
        workspace.gradients(gradients);

        for (int number = 1; number <= spec.layers(); number++) {
            ReferenceLayer layer = reference.layer(number);
            ReferenceLayer d = traces.get(number - 1).d;
            Gradients.OfLayer fast = gradients.layer(number);
            String place = "layer " + number + " of " + spec;
            checkMatrix(reference, rows, labels, layer.w, d.w, fast.w, spec.receptiveFieldsAt(number), place);
            checkRow(reference, rows, labels, layer.b, d.b, fast.b, place);
            if (layer.gamma != null) {
                checkRow(reference, rows, labels, layer.gamma, d.gamma, fast.gamma, place + " gamma");
                checkRow(reference, rows, labels, layer.beta, d.beta, fast.beta, place + " beta");
            }
            if (layer.projection != null) {
                checkMatrix(reference, rows, labels, layer.projection, d.projection, fast.projection, null, place);
            }
        }
    }

    private static void checkMatrix(
            ReferenceNetwork reference,
            double[][] x,
            int[] labels,
            double[][] parameter,
            double[][] gradient,
            FMatrixRMaj fast,
            ReceptiveFields fields,
            String place) {
        for (int row = 0; row < parameter.length; row++) {
            checkNumbers(reference, x, labels, parameter[row], gradient[row], fast, row, fields, place);
        }
    }

    private static void checkRow(
            ReferenceNetwork reference,
            double[][] x,
            int[] labels,
            double[] parameter,
            double[] gradient,
            FMatrixRMaj fast,
            String place) {
        checkNumbers(reference, x, labels, parameter, gradient, fast, 0, null, place);
    }

    private static void checkNumbers(
            ReferenceNetwork reference,
            double[][] x,
            int[] labels,
            double[] parameter,
            double[] gradient,
            FMatrixRMaj fast,
            int row,
            ReceptiveFields fields,
            String place) {
        boolean sampled = row % 3 == 0;
        for (int j = 0; j < parameter.length; j++) {
            if (fields != null && !fields.connects(row, j)) {
                assertEquals(0, Math.abs(parameter[j]) + Math.abs(gradient[j]) + Math.abs(fast.get(row, j)), place);
                continue;
            }
            assertEquals(gradient[j], fast.get(row, j), 2e-5 + 1e-4 * Math.abs(gradient[j]), place);
            if (sampled && j % 2 == 0) {
                double difference = finiteDifference(reference, x, labels, parameter, j);
                assertEquals(difference, gradient[j], 1e-7 + 1e-6 * Math.abs(gradient[j]), place);
            }
        }
    }

    private static double finiteDifference(
            ReferenceNetwork reference, double[][] x, int[] labels, double[] parameter, int j) {
        double value = parameter[j];
        parameter[j] = value + STEP;
        double above = reference.loss(reference.forward(x), labels);
        parameter[j] = value - STEP;
        double below = reference.loss(reference.forward(x), labels);
        parameter[j] = value;
        return (above - below) / (2 * STEP);
    }

    /** Away from zero, where relu and its kin have a kink that no difference can see. */
    private static void shakeBiases(Network network) {
        int place = 0;
        for (Parameter parameter : network.parameters()) {
            if (parameter.kind() == Parameter.Kind.BIAS) {
                for (int i = 0; i < parameter.value().getNumElements(); i++) {
                    parameter.value().data[i] += 0.1f + 0.07f * (place++ % 5);
                }
            }
        }
    }
}
