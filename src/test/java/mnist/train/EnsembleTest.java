package mnist.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.data.augment.StrengthSchedule;
import mnist.data.augment.TestViews;
import mnist.data.generate.DigitGenerator;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceNetwork;
import org.junit.jupiter.api.Test;

/** Averages of networks and of views, against sums in double precision. */
class EnsembleTest {
    private static final int IMAGES = 23;
    private static final Augmentation MILD = Augmentation.parse("rotation=10,shift=1,gentle=1+7");
    private static final TestViews FOUR = new TestViews(4, MILD, 5);

    private final Network first = network(1, Output.SOFTMAX, 12);
    private final Network second = network(2, Output.SOFTMAX, 7, 7);
    private final Network sigmoid = network(3, Output.SIGMOID, 9);

    @Test
    void probabilitiesAreAveraged() {
        Ensemble.Result result = evaluate(digits(0), TestViews.NONE, first, second);
        assertProbabilities(
                expected(digits(0), 1, first, second), result.plain().together(), result.plain());
        assertProbabilities(
                expected(digits(0), 1, first, second), result.averaged().together(), result.averaged());
        for (int i = 0; i < 2; i++) {
            Network alone = List.of(first, second).get(i);
            Evaluation evaluation;
            try (Backend backend = Backends.open(Backends.EJML, 1);
                    Evaluator evaluator = new Evaluator(digits(0), backend)) {
                evaluation = evaluator.evaluate(alone);
            }
            Evaluation member = result.plain().members().get(i);
            assertEquals(evaluation.errors(), member.errors());
            assertEquals(evaluation.loss(), member.loss(), 1e-5);
            assertArrayEquals(evaluation.predictions(), member.predictions());
            assertArrayEquals(evaluation.confusion(), member.confusion());
        }
    }

    @Test
    void viewsAreAveraged() {
        Ensemble.Result result = evaluate(digits(0), FOUR, first, second);
        assertProbabilities(
                expected(digits(0), 1, first, second), result.plain().together(), result.plain());
        assertProbabilities(
                expected(digits(0), 4, first, second), result.averaged().together(), result.averaged());
        assertNotEquals(
                result.plain().together().loss(), result.averaged().together().loss());
    }

    @Test
    void sigmoidsAreMadeProbabilities() {
        Ensemble.Result result = evaluate(digits(0), FOUR, sigmoid, first);
        assertProbabilities(
                expected(digits(0), 4, sigmoid, first), result.averaged().together(), result.averaged());
    }

    /** Else the answer would be helped along by what is asked for. */
    @Test
    void noViewDependsOnTheLabel() {
        assertArrayEquals(
                evaluate(digits(0), FOUR, first).averaged().probabilities(),
                evaluate(digits(3), FOUR, first).averaged().probabilities());
    }

    @Test
    void theSameSeedGivesTheSameViewsAndAnotherSeedOthers() {
        float[][] once = evaluate(digits(0), FOUR, first).averaged().probabilities();
        assertArrayEquals(once, evaluate(digits(0), FOUR, first).averaged().probabilities());
        float[][] other =
                evaluate(digits(0), new TestViews(4, MILD, 6), first).averaged().probabilities();
        assertNotEquals(Arrays.deepToString(once), Arrays.deepToString(other));
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        NetworkSpec spec =
                NetworkSpec.plain(DigitGenerator.PIXELS, List.of(5), 10, Activation.RELU, Output.IDENTITY, Loss.MSE);
        List<Network> members = List.of(first, Network.initialize(spec, Initializer.HE, 1));
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            assertThrows(IllegalArgumentException.class, () -> new Ensemble(members, backend));
        }
    }

    @Test
    void viewsMustDiffer() {
        assertThrows(IllegalArgumentException.class, () -> new TestViews(0, MILD, 1));
        assertThrows(IllegalArgumentException.class, () -> new TestViews(2, Augmentation.NONE, 1));
    }

    private static void assertProbabilities(double[][] expected, Evaluation found, Ensemble.Answers answers) {
        Dataset dataset = digits(0);
        double loss = 0;
        int errors = 0;
        for (int image = 0; image < IMAGES; image++) {
            int best = 0;
            for (int j = 0; j < 10; j++) {
                assertEquals(expected[image][j], answers.probabilities()[image][j], 1e-5, "image " + image);
                best = expected[image][j] > expected[image][best] ? j : best;
            }
            loss -= Math.log(expected[image][dataset.label(image)]) / IMAGES;
            errors += best == dataset.label(image) ? 0 : 1;
            assertEquals(best, found.predictions()[image]);
            assertEquals(expected[image][best], found.confidences()[image], 1e-5);
        }
        assertEquals(loss, found.loss(), 1e-4);
        assertEquals(errors, found.errors());
    }

    /** Image by image, view by view, network by network, in double precision. */
    private static double[][] expected(Dataset dataset, int views, Network... members) {
        double[][] mean = new double[IMAGES][10];
        Augmenter augmenter = new Augmenter(MILD, StrengthSchedule.CONSTANT, FOUR.seed(), 28, 28);
        byte[] pixels = new byte[DigitGenerator.PIXELS];
        float[] x = new float[DigitGenerator.PIXELS];
        for (int image = 0; image < IMAGES; image++) {
            for (int view = 1; view <= views; view++) {
                dataset.image(image, pixels);
                if (view == 1) {
                    Pixels.toFloats(pixels, 0, x, 0, x.length);
                } else {
                    augmenter.apply(pixels, 0, x, 0, 0, view, image);
                }
                for (Network member : members) {
                    double[] p = probabilities(member, x);
                    for (int j = 0; j < 10; j++) {
                        mean[image][j] += p[j] / views / members.length;
                    }
                }
            }
        }
        return mean;
    }

    private static double[] probabilities(Network network, float[] x) {
        double[][] row = new double[1][x.length];
        for (int i = 0; i < x.length; i++) {
            row[0][i] = x[i];
        }
        List<LayerTrace> traces = new ReferenceNetwork(network).forward(row);
        double[] outputs = traces.get(traces.size() - 1).y[0];
        double sum = Arrays.stream(outputs).sum();
        return Arrays.stream(outputs).map(value -> value / sum).toArray();
    }

    private static Ensemble.Result evaluate(Dataset dataset, TestViews views, Network... members) {
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            return new Ensemble(new ArrayList<>(List.of(members)), backend).evaluate(dataset, views);
        }
    }

    private static Network network(long seed, Output output, Integer... hidden) {
        NetworkSpec spec = NetworkSpec.plain(
                DigitGenerator.PIXELS, List.of(hidden), 10, Activation.TANH, output, Loss.CROSS_ENTROPY);
        return Network.initialize(spec, Initializer.XAVIER, seed);
    }

    /** @param shift added to every label: the same images called otherwise */
    private static Dataset digits(int shift) {
        byte[] labels = SomeDigits.labels(IMAGES, 1);
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (byte) ((labels[i] + shift) % 10);
        }
        return SomeDigits.dataset(SomeDigits.images(IMAGES, 1), labels);
    }
}
