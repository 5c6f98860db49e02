package mnist.view.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.MemoryDataset;
import mnist.data.Pixels;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Dropout;
import mnist.nn.Gradients;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.NetworkSpec.Connections;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.Workspace;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.nn.reference.ReferenceNetwork;
import mnist.random.Draws;
import mnist.random.Purpose;
import mnist.store.json.Json;
import mnist.view.Browser;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import mnist.view.toy.ToyChoice;
import mnist.view.toy.Toys;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        return new Browser(Browser.program().orElseThrow(), profile, URI.create(address), 1280, 900);
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
            js("Descent.update(tried, traced, velocity, {rate: 0.25, momentum: 0.5, l2: 0.125, l1: 0.03125})");
        }
        for (int number = 1; number <= 3; number++) {
            assertClose(reference.layer(number).w, doubles(js("Array.from(tried.layers[%d].w)", number - 1)), "w");
            double[][] b = {reference.layer(number).b};
            assertClose(b, doubles(js("Array.from(tried.layers[%d].b)", number - 1)), "b");
        }
    }

    /** The reference has no dropout; the fast network has, in single precision. */
    @Test
    void dropoutLeavesOutTheSameUnits() throws Exception {
        Case given = Case.of(Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY, Normalization.NONE, false);
        Network network = given.network();
        int[] indices = {4, 40, 7};
        FMatrixRMaj x = new FMatrixRMaj(indices.length, DIGITS.pixels());
        int[] labels = new int[indices.length];
        for (int row = 0; row < indices.length; row++) {
            byte[] image = new byte[DIGITS.pixels()];
            DIGITS.image(indices[row], image);
            Pixels.toFloats(image, 0, x.data, row * image.length, image.length);
            labels[row] = DIGITS.label(indices[row]);
        }
        Gradients expected = new Gradients(network);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(network, backend, indices.length, new Dropout(0, 0.5f, 9), 0);
            workspace.forwardTraining(x, null, 6, indices);
            workspace.backward(labels);
            workspace.gradients(expected);
        }
        js("window.batch = Descent.gather(Lab.learn, [4, 40, 7])");
        js(
                "window.traced = Nets.Net.initialized(%s, 3).gradients(batch.x, batch.labels, Descent.dropout(0.5, 9, 6, [4, 40, 7]))",
                given.inPage);
        for (int number = 1; number <= 3; number++) {
            FMatrixRMaj w = expected.weights(number);
            double[] found = traced(number, "dw");
            for (int i = 0; i < found.length; i++) {
                assertEquals(w.data[i], found[i], 1e-5, "layer " + number);
                assertEquals(w.data[i] == 0, found[i] == 0, "layer " + number);
            }
        }
    }

    private static double[] traced(int number, String name) throws Exception {
        return doubles(js("Array.from(traced[%d].%s)", number - 1, name));
    }

    /** v = g + l2 w + l1 sign(w) + momentum v; w -= rate v. */
    private static void descend(ReferenceLayer layer, ReferenceLayer d, ReferenceLayer v) {
        if (v.w == null) {
            v.w = new double[d.w.length][d.w[0].length];
            v.b = new double[d.b.length];
            v.gamma = new double[d.b.length];
            v.beta = new double[d.b.length];
        }
        for (int i = 0; i < d.w.length; i++) {
            move(layer.w[i], d.w[i], v.w[i], 0.125, 0.03125);
        }
        move(layer.b, d.b, v.b, 0, 0);
        if (layer.gamma != null) {
            move(layer.gamma, d.gamma, v.gamma, 0, 0);
            move(layer.beta, d.beta, v.beta, 0, 0);
        }
    }

    private static void move(double[] numbers, double[] d, double[] v, double l2, double l1) {
        for (int i = 0; i < numbers.length; i++) {
            v[i] = 0.5 * v[i] + d[i] + l2 * numbers[i] + l1 * Math.signum(numbers[i]);
            numbers[i] -= 0.25 * v[i];
        }
    }

    private static String text(String id) throws Exception {
        return browser.evaluate("lab.Panels.flush(); document.getElementById('" + id + "').textContent")
                .asText();
    }

    private static void click(String id) throws Exception {
        browser.evaluate("document.getElementById('" + id + "').click()");
    }

    private static String weights() throws Exception {
        return js("Array.from(Lab.net.layers[1].w)").toString();
    }

    @BeforeEach
    void beginAgain() throws Exception {
        browser.evaluate(
                "lab.Lab.set({...lab.Lab.settings, seed: 1, rate: 0.5, momentum: 0, dropout: 0, batch: 8}, true);"
                        + " lab.Lab.show(0); document.activeElement.blur()");
    }

    @AfterEach
    void nothingWentWrongAndNothingWasAskedFor() {
        assertEquals(List.of(), browser.complaints());
        assertEquals(
                List.of(),
                browser.requests().stream()
                        .filter(url -> !url.startsWith("data:") && !url.startsWith("file:"))
                        .toList());
    }

    @Test
    void stepsGoForwardAndBackToTheSameNumbers() throws Exception {
        String before = weights();
        assertTrue(text("step-title").startsWith("Step 1 of 9"), text("step-title"));
        for (int step = 0; step < 8; step++) {
            assertEquals(before, weights());
            assertEquals(
                    text("step-shapes").isEmpty(),
                    js("document.getElementById('step-shapes-title').hidden").asBoolean());
            click("forward");
        }
        assertTrue(text("step-title").contains("the update"), text("step-title"));
        String after = weights();
        assertTrue(!after.equals(before), "the update changes weights");
        click("back");
        assertEquals(before, weights());
        click("forward");
        assertEquals(after, weights());
        click("train-step");
        click("back");
        assertEquals(after, weights());
        click("reset");
        assertEquals(before, weights());
    }

    /** A step by hand, for one image, counts as any other; and the loss that is told is that of the weights as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"forward", "train-step"})
    void theLossAfterAStepIsThatOfTheNewWeights(String button) throws Exception {
        String before = text("live-numbers");
        for (int click = 0; click < 8; click++) {
            click(button);
        }
        String after = text("live-numbers");
        assertFalse(after.contains("out of all bounds"), after);
        assertNotEquals(before.replaceAll("(?s).*Loss of all", ""), after.replaceAll("(?s).*Loss of all", ""));
        String loss = js("lab.Texts.plain(Lab.net.lossOf(Lab.learn.x, Lab.learn.labels))")
                .asText();
        assertTrue(after.contains("Loss of all images " + loss + ","), loss + " in " + after);
    }

    @Test
    void keysStepToo() throws Exception {
        browser.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))");
        assertTrue(text("step-title").contains("forward, layer 1"), text("step-title"));
        browser.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true}))");
        assertTrue(text("step-title").contains("the image"), text("step-title"));
    }

    /** The formula's numbers, multiplied out, are the gradient that the finite difference measures. */
    @ParameterizedTest
    @CsvSource({"1, 3, 407", "2, 5, 9", "3, 7, 2"})
    void theGlassMultipliesToWhatIsMeasured(int layer, int out, int in) throws Exception {
        browser.evaluate("lab.Glass.choose(" + layer + ", " + out + ", " + in + ")");
        JsonNode numbers = browser.evaluate("lab.Panels.flush(); Array.from(document.querySelectorAll("
                + "'#glass-numbers td .n'), (one) => Number(one.title))");
        double[] shown = doubles(numbers);
        assertEquals(shown[0] * shown[1] * shown[2], shown[3], 1e-15);
        assertEquals(shown[3], shown[4], CLOSE, "measured");
    }

    @Test
    void aClickOnALineChoosesItsWeight() throws Exception {
        browser.evaluate("lab.Glass.choose(3, 0, 0); lab.Panels.flush(); scrollTo({top: 0, behavior: 'instant'})");
        JsonNode at = browser.evaluate("(() => { const line = document.querySelector('#picture line.chosen');"
                + " const p = new DOMPoint((line.x1.baseVal.value + line.x2.baseVal.value) / 2,"
                + " (line.y1.baseVal.value + line.y2.baseVal.value) / 2)"
                + ".matrixTransform(document.getElementById('picture').getScreenCTM()); return [p.x, p.y]; })()");
        browser.evaluate("lab.Glass.choose(1, 0, 0)");
        browser.drag(
                at.get(0).asDouble(),
                at.get(1).asDouble(),
                at.get(0).asDouble(),
                at.get(1).asDouble());
        assertEquals("{\"layer\":3,\"in\":0,\"out\":0}", js("Lab.state.chosen").toString());
    }

    /** What was trained, with settings that changed on the way, is there again in another window. */
    @Test
    void aLinkRestoresItsState() throws Exception {
        browser.evaluate("for (let i = 0; i < 12; i++) { lab.Lab.advance(); } lab.Lab.imageStep(4);"
                + " lab.Lab.set({rate: 0.25, momentum: 0.5, dropout: 0.25}); lab.Lab.advance(); lab.Lab.show(9); lab.Lab.forward();"
                + " lab.Glass.choose(3, 7, 2); document.getElementById('show-batch').click()");
        String fragment = browser.evaluate("lab.Share.fragment()").asText();
        String expected = weights() + js("[Lab.state.image, Lab.state.phase, Lab.state.chosen, Lab.steps]");
        try (Browser other = opened(Language.ENGLISH, fragment)) {
            other.evaluate("lab.restored");
            String found = other.evaluate("Array.from(lab.Lab.net.layers[1].w)").toString()
                    + other.evaluate("[lab.Lab.state.image, lab.Lab.state.phase, lab.Lab.state.chosen, lab.Lab.steps]");
            assertEquals(expected, found);
            assertTrue(other.evaluate("document.getElementById('batch').hidden").asBoolean());
            assertEquals(List.of(), other.complaints());
        }
        click("show-batch");
    }

    /** Panels are drawn, and grow, when they are first seen. */
    @Test
    void aLinkLeadsToItsPanelAndItsButtonsWorkBeforeItIsSeen() throws Exception {
        try (Browser other = opened(Language.ENGLISH, "#exercises")) {
            assertEquals(0, top(other, "exercises"), 40);
        }
        try (Browser other = opened(Language.ENGLISH, "")) {
            other.resize(390, 800);
            other.evaluate("document.documentElement.style.scrollBehavior = 'auto'");
            other.evaluate("document.getElementById('exercise-show').click()");
            assertFalse(other.evaluate("document.getElementById('exercise-said').textContent")
                    .asText()
                    .isEmpty());
            other.evaluate("document.querySelector('a[href=\"#exercises\"]').click()");
            assertEquals(0, top(other, "exercises"), 40);
            assertEquals(List.of(), other.complaints());
        }
    }

    /** Pixels from the upper edge of the window to that of a panel; 0 where the page ends before it gets there. */
    private static double top(Browser page, String id) throws Exception {
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2 ? 0"
                        + " : document.getElementById('" + id + "').getBoundingClientRect().top")
                .asDouble();
    }

    /** Of every kind of exercise: the answer is right, and each slip is called by its name. */
    @Test
    void exercisesKnowTheirSlips() throws Exception {
        browser.evaluate("for (let i = 0; i < 40; i++) { lab.Lab.advance(); }");
        for (int exercise = 0; exercise < 12; exercise++) {
            browser.evaluate("lab.Exercises.next()");
            JsonNode current = browser.evaluate("lab.Exercises.current");
            double answer = current.get("answer").asDouble();
            assertEquals("right", judged(answer));
            assertEquals("right", judged(answer * 1.005));
            for (Map.Entry<String, JsonNode> slip : current.get("slips").properties()) {
                double wrong = slip.getValue().asDouble();
                if (Math.abs(wrong - answer) > 0.05 * Math.abs(answer)) {
                    assertTrue(
                            !judged(wrong).equals("right") && !judged(wrong).equals("unknown"),
                            slip + " of " + current);
                }
            }
        }
        browser.evaluate("lab.Panels.flush(); document.getElementById('exercise-answer').value = '\u2212'"
                + " + String(lab.Exercises.current.answer).replace('-', ''); document.querySelector('#exercise-form"
                + " button').click()");
        assertTrue(!text("exercise-said").isEmpty());
    }

    private static String judged(double answer) throws Exception {
        return browser.evaluate("lab.Exercises.judge(" + answer + ", lab.Exercises.current)")
                .asText();
    }

    @Test
    void aDrawingIsLookedAtToo() throws Exception {
        browser.evaluate("document.getElementById('own').open = true;"
                + " document.getElementById('pad').scrollIntoView({behavior: 'instant'})");
        JsonNode box = browser.evaluate("(() => { const b = document.getElementById('pad').getBoundingClientRect();"
                + " return [b.left, b.top, b.width]; })()");
        double x = box.get(0).asDouble() + box.get(2).asDouble() / 2;
        double y = box.get(1).asDouble();
        browser.drag(x, y + 30, x, y + 100, x, y + 180);
        assertTrue(js("Lab.currentBytes().reduce((sum, grey) => sum + grey, 0)").asDouble() > 1000);
        click("pad-clear");
        assertTrue(js("Lab.state.own").isNull());
    }

    private static double[] numbers(String where) throws Exception {
        return doubles(browser.evaluate("lab.Panels.flush(); Array.from(document.querySelectorAll('" + where
                + " .n'), (one) => Number(one.title))"));
    }

    /** The numbers of the lab's line and of {@code explain --toy line}, at the start and after three steps. */
    @Test
    void theLineIsThatOfTheTerminal() throws Exception {
        JsonNode steps = new ObjectMapper()
                .readTree(Json.compact(
                        Toys.named("line", new ToyChoice(0.1, 1, 2, 10)).numbers()))
                .get("steps");
        click("line-reset");
        for (int step = 0; step <= 3; step++) {
            List<Double> expected =
                    new ArrayList<>(List.of(steps.get(step).get("loss").asDouble()));
            for (int group = 0; group < 4; group++) {
                for (int j = 0; j < steps.get(step).get("numbers").get(group).size(); j++) {
                    expected.add(
                            steps.get(step).get("numbers").get(group).get(j).asDouble());
                    expected.add(
                            steps.get(step).get("gradient").get(group).get(j).asDouble());
                }
            }
            double[] all = expected.stream().mapToDouble(Double::doubleValue).toArray();
            assertArrayEquals(all, numbers("#line-numbers"), CLOSE, "step " + step);
            click("line-step-1");
        }
        assertTrue(text("line-numbers").contains("w 1, 1, 0")
                && text("line-numbers").contains("b 2, 0"));
        String legend = browser.evaluate("document.querySelector('#line-chart .legend').innerHTML")
                .asText();
        assertTrue(legend.contains("<circle"), legend);
    }

    /** However small the error signals are: what is strongly coloured is no "about 0". */
    @Test
    void whatIsStronglyColouredHasANumber() throws Exception {
        browser.evaluate("lab.Lab.set({hidden: [16, 16, 16, 16]}, true);"
                + " for (let i = 0; i < 11; i++) { lab.Lab.forward(); }");
        JsonNode strong = browser.evaluate("lab.Panels.flush(); Array.from(document.querySelectorAll('#picture .unit'))"
                + ".filter((one) => one.getAttribute('fill-opacity') > 0.3)"
                + ".map((one) => one.nextElementSibling.textContent)");
        assertTrue(strong.size() >= 3, strong.toString());
        strong.forEach(number -> assertFalse(number.asText().contains("\u2248"), strong.toString()));
        assertTrue(text("picture").contains("\u03b4 \u00b7 10"), text("picture"));
        browser.evaluate("lab.Lab.set({hidden: [16, 16]}, true)");
    }

    /** On the way back the step shows what the images of the batch ask of its weight, and the mean, which is the batch's gradient. */
    @Test
    void theBatchIsInTheStepsToo() throws Exception {
        batch("4,7,11");
        browser.evaluate("lab.Glass.choose(2, 5, 9); for (let i = 0; i < 6; i++) { lab.Lab.forward(); }");
        double[] shown = numbers("#step-formulas p:last-child");
        js(
                "window.batch = Descent.gather({x: Lab.allX, labels: Lab.data.digits.labels, pixels: Lab.pixels}, [4, 7, 11])");
        double mean =
                js("Lab.net.gradients(batch.x, batch.labels)[1].dw[9 * 16 + 5]").asDouble();
        assertEquals(4, shown.length);
        assertEquals(mean, shown[3], CLOSE);
        assertEquals(mean, (shown[0] + shown[1] + shown[2]) / 3, CLOSE);
    }

    @Test
    void imagesOfABatchThatAreNoneAreNamed() throws Exception {
        batch("4, 7, 66, x");
        assertEquals(
                "4,7",
                browser.evaluate("document.getElementById('batch-images').value")
                        .asText());
        assertTrue(text("batch-said").contains("66, x") && text("batch-said").contains("65"), text("batch-said"));
        batch("1,2");
        assertEquals("", text("batch-said"));
    }

    private static void batch(String images) throws Exception {
        browser.evaluate("(() => { const field = document.getElementById('batch-images'); field.value = '" + images
                + "'; field.dispatchEvent(new Event('change')); lab.Panels.flush(); })()");
    }

    /** The run above, on all images for as many steps, goes where the copy on all images went. */
    @Test
    void theRunAboveIsDrawnIntoTheSurface() throws Exception {
        browser.evaluate("lab.Surface.compute()");
        browser.evaluate("lab.Lab.set({batch: 0}); for (let i = 0; i < 60; i++) { lab.Lab.advance(); }");
        JsonNode paths = browser.evaluate(
                "lab.Panels.flush(); Array.from(document.querySelectorAll("
                        + "'#surface-chart polyline'), (one) => one.getAttribute('points').split(' ').map((at) => at.split(',').map(Number)))");
        assertEquals(4, paths.size());
        assertEquals(61, paths.get(3).size());
        for (int step = 0; step <= 60; step++) {
            assertArrayEquals(
                    doubles(paths.get(0).get(step)), doubles(paths.get(3).get(step)), 0.11);
        }
        browser.evaluate("lab.Lab.set({seed: 2}, true); lab.Lab.advance(); lab.Panels.flush()");
        assertEquals(
                3,
                browser.evaluate("document.querySelectorAll('#surface-chart polyline').length")
                        .asInt());
    }

    /** The slice of the loss surface is computed, and the walk on all images ends lower than it began. */
    @Test
    void threeKindsOfDescentAreDrawn() throws Exception {
        browser.evaluate("lab.Surface.compute()");
        browser.evaluate("lab.Panels.flush()");
        assertEquals(
                3,
                browser.evaluate("document.querySelectorAll('#surface-chart polyline').length")
                        .asInt());
    }

    @Test
    void itFitsAPhoneInBothLanguagesAndChineseHasNoEnglishSentences() throws Exception {
        try (Browser chinese = opened(Language.CHINESE, "")) {
            String words = chinese.evaluate("lab.Panels.flush(); document.body.innerText")
                    .asText();
            assertEquals(
                    "zh-CN", chinese.evaluate("document.documentElement.lang").asText());
            assertEquals(
                    List.of(),
                    Pattern.compile("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
                            .matcher(words)
                            .results()
                            .map(MatchResult::group)
                            .toList());
            // Punctuation between Chinese characters is as wide as they are.
            assertEquals(
                    List.of(),
                    Pattern.compile("\\p{IsHan}[,;:?!]|[,;:?!] ?\\p{IsHan}")
                            .matcher(words)
                            .results()
                            .map(MatchResult::group)
                            .toList());
            for (Browser each : List.of(browser, chinese)) {
                each.resize(360, 800);
                each.evaluate("lab.Panels.flush()");
                int width =
                        each.evaluate("document.documentElement.scrollWidth").asInt();
                assertTrue(width <= 360, "scrolls to " + width);
            }
            browser.resize(1280, 900);
            assertEquals(List.of(), chinese.complaints());
        }
    }

    /** Whoever cannot see the picture hears of it; every control has a name. */
    @Test
    void controlsHaveNames() throws Exception {
        assertTrue(browser.evaluate("lab.Panels.flush(); document.getElementById('picture').getAttribute('aria-label')")
                .asText()
                .startsWith("Network 784-16-16-10."));
        assertEquals(
                "[]",
                browser.evaluate("Array.from(document.querySelectorAll('button, input, select')).filter((one) =>"
                                + " !one.closest('label') && !one.getAttribute('aria-label') && !one.textContent.trim())"
                                + ".map((one) => one.outerHTML)")
                        .toString());
    }

    @Test
    void theNameOfTheDataStaysText() throws Exception {
        assertTrue(text("summary").contains("<b>toy"), text("summary"));
    }
}
