package mnist.view.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.MemoryDataset;
import mnist.data.Pixels;
import mnist.data.generate.SomeDigits;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.NetworkSpec.Connections;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.nn.reference.ReferenceNetwork;
import mnist.random.Draws;
import mnist.random.Purpose;
import mnist.store.json.Json;
import mnist.view.Browser;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab in a browser: what it draws and computes is what the program draws and computes. */
class LabBrowserTest {
    private static final double CLOSE = 1e-9;
    private static final int IMAGES = 66;

    /** A browser may still be writing to its profile when it is gone. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path home;

    private static final MemoryDataset DIGITS = SomeDigits.of(IMAGES);
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the lab's numbers are not compared");
        browser = opened(Language.ENGLISH, "");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page(Language language) throws Exception {
        Messages messages = Messages.of(LabPage.BUNDLE, language);
        LabPage.Content content = new LabPage.Content(
                "test",
                LabPage.texts(messages),
                "<b>toy",
                true,
                Pixels.SCALE,
                DIGITS.classNames().names(),
                "digit",
                LabDigits.of(DIGITS),
                null,
                null,
                0.5,
                8);
        return Files.writeString(home.resolve(language + ".html"), LabPage.html(messages, Json.compact(content)));
    }

    private static Browser opened(Language language, String fragment) throws Exception {
        Path profile = Files.createTempDirectory(home, "profile");
        String address = page(language).toUri() + fragment;
        return new Browser(Browser.program().orElseThrow(), profile, java.net.URI.create(address), 1280, 900);
    }

    private static JsonNode js(String expression, Object... values) throws Exception {
        return browser.evaluate("(() => { const {Lab, Draws, Nets, Descent} = lab; return "
                + String.format(Locale.ROOT, expression, values) + "; })()");
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 123_456_789_012_345L})
    void drawsAreThoseOfTheProgram(long seed) throws Exception {
        Draws draws = Draws.of(seed, Purpose.WEIGHTS, 3, 1);
        JsonNode bits =
                js("Array.from({length: 50}, (_, i) => String(Draws.bits(Draws.key(%d, 'weights', 3, 1), i)))", seed);
        for (int i = 0; i < bits.size(); i++) {
            assertEquals(Long.toUnsignedString(draws.bits(i)), bits.get(i).asText());
        }
        int[] order = new int[97];
        Draws.of(seed, Purpose.SHUFFLE, 2, 0).permutation(order);
        double[] expected = Arrays.stream(order).asDoubleStream().toArray();
        assertArrayEquals(
                expected, doubles(js("Array.from(Draws.permutation(Draws.key(%d, 'shuffle', 2, 0), 97))", seed)));
    }

    /** 55 images in batches of 9 leave a single one, which joins the batch before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 32, 55})
    void batchesComeInTheOrderOfTheProgram(int batchSize) throws Exception {
        int learn = LabDigits.of(DIGITS).learn();
        assertEquals(55, learn);
        MemoryDataset images = DIGITS.subset(IntStream.range(0, learn).toArray(), "learn");
        JsonNode batches = js(
                "(() => { const training = new Descent.Training(Lab.net, Lab.learn, {...Lab.settings, seed: 5, batch: %d});"
                        + " return Array.from({length: 70}, () => Array.from(training.next())); })()",
                batchSize);
        try (BatchStream stream = images.shuffled(batchSize, 5)) {
            stream.seek(1, 0);
            for (JsonNode indices : batches) {
                Batch next = stream.next();
                Batch batch = next == null ? stream.next() : next;
                double[] expected = Arrays.stream(batch.indices, 0, batch.rows())
                        .asDoubleStream()
                        .toArray();
                assertArrayEquals(expected, doubles(indices));
            }
        }
    }

    /** What a network is, in Java and in the page. */
    private record Case(NetworkSpec spec, String inPage) {
        static Case of(Activation activation, Output output, Loss loss, Normalization normalization, boolean residual) {
            NetworkSpec spec = NetworkSpec.plain(784, List.of(16, 16), 10, activation, output, loss)
                    .with(normalization)
                    .with(new Connections(residual, 0));
            String inPage =
                    ("{widths: [784, 16, 16, 10], activation: '%s', output: '%s', loss: '%s', normalization: '%s',"
                                    + " residual: %s}")
                            .formatted(activation, output, loss, normalization, residual);
            return new Case(spec, inPage);
        }

        Network network() {
            return Network.initialize(spec, Initializer.suiting(spec.activation()), 3);
        }
    }

    private static void assertClose(double[][] expected, double[] found, String what) {
        double[] flat = Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray();
        assertArrayEquals(flat, found, CLOSE, what);
    }

    @ParameterizedTest
    @CsvSource({
        "SIGMOID, SIGMOID, MSE, NONE, false",
        "TANH, SOFTMAX, CROSS_ENTROPY, NONE, false",
        "RELU, SOFTMAX, CROSS_ENTROPY, NONE, true",
        "SIGMOID, SIGMOID, CROSS_ENTROPY, BATCH, false",
        "LEAKY_RELU, SOFTMAX, MSE, LAYER, true"
    })
    void forwardGradientsAndTenStepsAreThoseOfTheReference(
            Activation activation, Output output, Loss loss, Normalization normalization, boolean residual)
            throws Exception {
        Case given = Case.of(activation, output, loss, normalization, residual);
        Network network = given.network();
        js("window.tried = Nets.Net.initialized(%s, 3)", given.inPage);
        for (int number = 1; number <= 3; number++) {
            JsonNode w = js("Array.from(tried.layers[%d].w)", number - 1);
            for (int i = 0; i < w.size(); i++) {
                assertEquals(network.layer(number).w.data[i], w.get(i).asDouble(), 0, "weight " + i);
            }
        }
        double[][] x = new double[8][];
        int[] labels = new int[8];
        for (int i = 0; i < x.length; i++) {
            byte[] image = new byte[DIGITS.pixels()];
            DIGITS.image(i, image);
            x[i] = IntStream.range(0, image.length)
                    .mapToDouble(p -> Pixels.toFloat(image[p]))
                    .toArray();
            labels[i] = DIGITS.label(i);
        }
        ReferenceNetwork reference = new ReferenceNetwork(network);
        js("window.batch = Descent.gather(Lab.learn, [0, 1, 2, 3, 4, 5, 6, 7])");
        js("window.velocity = tried.layers.map(() => ({}))");
        List<ReferenceLayer> velocity = new ArrayList<>();
        for (int step = 0; step < 10; step++) {
            List<LayerTrace> traces = reference.forward(x);
            reference.backward(traces, labels);
            js("window.traced = tried.gradients(batch.x, batch.labels)");
            assertEquals(
                    reference.loss(traces, labels),
                    js("tried.loss(traced, batch.labels)").asDouble(),
                    CLOSE);
            for (int number = 1; number <= 3; number++) {
                LayerTrace trace = traces.get(number - 1);
                String layer = "layer " + number + " in step " + step + ": ";
                assertClose(trace.a, traced(number, "a"), layer + "a");
                assertClose(trace.dz, traced(number, "dz"), layer + "dz");
                assertClose(trace.d.w, traced(number, "dw"), layer + "dw");
                assertClose(new double[][] {trace.d.b}, traced(number, "db"), layer + "db");
                if (step == 0) {
                    velocity.add(new ReferenceLayer());
                }
                descend(reference.layer(number), trace.d, velocity.get(number - 1));
            }
            js("Descent.update(tried, traced, velocity, {rate: 0.25, momentum: 0.5, l2: 0.125})");
        }
        for (int number = 1; number <= 3; number++) {
            assertClose(reference.layer(number).w, doubles(js("Array.from(tried.layers[%d].w)", number - 1)), "w");
            double[][] b = {reference.layer(number).b};
            assertClose(b, doubles(js("Array.from(tried.layers[%d].b)", number - 1)), "b");
        }
    }

    private static double[] traced(int number, String name) throws Exception {
        return doubles(js("Array.from(traced[%d].%s)", number - 1, name));
    }

    /** v = g + l2 w + momentum v; w -= rate v. */
    private static void descend(ReferenceLayer layer, ReferenceLayer d, ReferenceLayer v) {
        if (v.w == null) {
            v.w = new double[d.w.length][d.w[0].length];
            v.b = new double[d.b.length];
            v.gamma = new double[d.b.length];
            v.beta = new double[d.b.length];
        }
        for (int i = 0; i < d.w.length; i++) {
            move(layer.w[i], d.w[i], v.w[i], 0.125);
        }
        move(layer.b, d.b, v.b, 0);
        if (layer.gamma != null) {
            move(layer.gamma, d.gamma, v.gamma, 0);
            move(layer.beta, d.beta, v.beta, 0);
        }
    }

    private static void move(double[] numbers, double[] d, double[] v, double l2) {
        for (int i = 0; i < numbers.length; i++) {
            v[i] = 0.5 * v[i] + d[i] + l2 * numbers[i];
            numbers[i] -= 0.25 * v[i];
        }
    }
}
