package mnist.store.imports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.FuzzedFile;
import mnist.InvalidSetting;
import mnist.file.StoreException;
import mnist.nn.Activation;
import mnist.store.imports.ForeignNetwork.Said;
import mnist.store.imports.ImportedModel.Answers;
import mnist.store.safetensors.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no plain network, or could be more than one, is refused; nothing is guessed. */
class ImportRefusalsTest {
    private static final Path FILE = Path.of("net.safetensors");

    /** Files beside the recorded answers, and what their refusal names. */
    static final Map<String, String> REFUSED = Map.of(
            "convolution.safetensors", "found \"0.weight\" of shape [2, 1, 3, 3]; convolutions cannot be imported",
            "convolution.onnx", "the operator \"Conv\"",
            "exact-gelu.onnx", "operator Gelu \"/1/Gelu\": expected the tanh form");

    @Test
    void whatIsNotPlainIsNamed() {
        REFUSED.forEach((name, reason) -> {
            Path file = Path.of("src", "test", "resources", "imports", name);
            String message = assertThrows(StoreException.class, () -> ImportedAnswersTest.read(file))
                    .getMessage();
            assertTrue(message.startsWith(file.toString()) && message.contains(reason), message);
        });
    }

    private static Tensor tensor(String name, int... shape) {
        int size = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
        float[] data = new float[size];
        for (int i = 0; i < size; i++) {
            data[i] = i;
        }
        return Tensor.of(name, data, shape);
    }

    private static ForeignNetwork read(Tensor... tensors) {
        return NamedLayers.read(FILE, List.of(tensors), false, Said.NOTHING);
    }

    static Stream<Arguments> badTensors() {
        Tensor first = tensor("fc1.weight", 5, 4);
        Tensor second = tensor("fc2.weight", 3, 5);
        return Stream.of(
                Arguments.of("no tensor", new Tensor[0]),
                Arguments.of("\"embedding\" of shape [4]", new Tensor[] {first, tensor("embedding", 4)}),
                Arguments.of("weights beside it, found \"fc2.bias\"", new Tensor[] {first, tensor("fc2.bias", 3)}),
                Arguments.of("what fits \"fc1.weight\" of shape [5, 4]", new Tensor[] {first, tensor("fc1.bias", 3)}),
                Arguments.of(
                        "each of which takes what the one before gives",
                        new Tensor[] {first, tensor("fc2.weight", 3, 6)}),
                Arguments.of("too alike", new Tensor[] {first, tensor("fc1.W", 5, 4)}),
                Arguments.of("of shape [5, 0]", new Tensor[] {tensor("fc1.weight", 5, 0)}),
                Arguments.of("names or widths that say which layer follows which", new Tensor[] {
                    first, tensor("here.weight", 5, 5), tensor("there.weight", 5, 5), tensor("last.weight", 3, 5)
                }),
                Arguments.of("each of the 1 hidden layers, or none, found 2", new Tensor[] {
                    first,
                    second,
                    tensor("bn1.weight", 5),
                    tensor("bn1.bias", 5),
                    tensor("bn2.weight", 3),
                    tensor("bn2.bias", 3)
                }),
                Arguments.of(
                        "shape [5], as after fc1.weight (4 to 5)",
                        new Tensor[] {first, second, tensor("bn1.weight", 3), tensor("bn1.bias", 3)}),
                Arguments.of("running_var or neither", new Tensor[] {
                    first, second, tensor("bn1.weight", 5), tensor("bn1.bias", 5), tensor("bn1.running_mean", 5)
                }),
                Arguments.of("before its activation, found layer 0 and normalization 2", new Tensor[] {
                    tensor("0.weight", 5, 4), tensor("3.weight", 3, 5), tensor("2.weight", 5), tensor("2.bias", 5)
                }),
                Arguments.of("numbers in the names of normalizations", new Tensor[] {
                    tensor("fc1.weight", 5, 4),
                    tensor("fc2.weight", 5, 5),
                    tensor("fc3.weight", 3, 5),
                    tensor("norma.weight", 5),
                    tensor("norma.bias", 5),
                    tensor("normb.weight", 5),
                    tensor("normb.bias", 5)
                }));
    }

    @ParameterizedTest
    @MethodSource("badTensors")
    void oneLineSaysWhy(String reason, Tensor[] tensors) {
        String message = assertThrows(StoreException.class, () -> read(tensors)).getMessage();
        assertTrue(message.startsWith(FILE.toString()) && message.contains(reason), message);
        FuzzedFile.assertIsOneLine(message);
    }

    // ---- which way weights lie ----

    private static List<Integer> widths(ForeignNetwork network) {
        return Stream.concat(
                        Stream.of(network.inputs()), network.layers().stream().map(DenseLayer::outputs))
                .toList();
    }

    /** Whatever the names promise, shapes decide where they can. */
    @Test
    void shapesGoBeforeNames() {
        assertEquals(
                List.of(4, 5, 3),
                widths(read(
                        tensor("fc1.weight", 4, 5),
                        tensor("fc1.bias", 5),
                        tensor("fc2.weight", 5, 3),
                        tensor("fc2.bias", 3))));
        assertEquals(List.of(4, 5, 3), widths(read(tensor("fc1.weight", 5, 4), tensor("fc2.weight", 3, 5))));
        assertEquals(List.of(4, 5, 3), widths(read(tensor("fc1.kernel", 5, 4), tensor("fc2.kernel", 3, 5))));
    }

    /** A square layer lies as the others do. */
    @Test
    void aSquareLayerFollowsTheOthers() {
        ForeignNetwork network =
                read(tensor("1.weight", 2, 2), tensor("0.weight", 3, 2), tensor("0.bias", 2), tensor("1.bias", 2));
        assertArrayEquals(new float[] {0, 1, 2, 3}, network.layers().get(1).weights());
        assertTrue(network.layout().contains("[in, out], by their shapes"), network.layout());
    }

    @Test
    void whereShapesSayNothingNamesDoAndItIsSaid() {
        ForeignNetwork pytorch = read(tensor("fc.weight", 2, 2), tensor("fc.bias", 2));
        assertArrayEquals(new float[] {0, 2, 1, 3}, pytorch.layers().get(0).weights());
        assertTrue(pytorch.layout().startsWith("[out, in], as is usual for such names"), pytorch.layout());
        ForeignNetwork keras = read(tensor("dense/kernel", 2, 2), tensor("dense/bias", 2));
        assertArrayEquals(new float[] {0, 1, 2, 3}, keras.layers().get(0).weights());
        ForeignNetwork transposed =
                NamedLayers.read(FILE, List.of(tensor("fc.weight", 2, 2), tensor("fc.bias", 2)), true, Said.NOTHING);
        assertArrayEquals(new float[] {0, 1, 2, 3}, transposed.layers().get(0).weights());
    }

    @Test
    void whereNothingSaysItItIsAskedFor() {
        InvalidSetting asked =
                assertThrows(InvalidSetting.class, () -> read(tensor("arr_0", 2, 2), tensor("arr_1", 2)));
        assertEquals("transposed", asked.setting());
        List<Tensor> outIn = List.of(tensor("fc1.weight", 5, 4), tensor("fc1.bias", 5));
        assertThrows(InvalidSetting.class, () -> NamedLayers.read(FILE, outIn, true, Said.NOTHING));
    }

    /** Names without numbers: widths allow one order only. */
    @Test
    void widthsSayTheOrder() {
        assertEquals(
                List.of(4, 6, 5, 3),
                widths(read(tensor("a.weight", 3, 5), tensor("b.weight", 6, 4), tensor("c.weight", 5, 6))));
    }

    // ---- what people say ----

    private static InvalidSetting refused(Answers answers) {
        ForeignNetwork network = read(tensor("0.weight", 5, 4), tensor("2.weight", 3, 5));
        return assertThrows(InvalidSetting.class, () -> ImportedModel.of(network, answers, "test"));
    }

    @Test
    void whatTheFileDoesNotSayIsAskedFor() {
        InputScale unit = InputScale.parse("0..1");
        assertEquals(
                "pixels",
                refused(new Answers(Activation.RELU, null, null, null, null)).setting());
        assertEquals(
                "activation", refused(new Answers(null, null, unit, null, null)).setting());
        assertEquals(
                "hidden",
                refused(new Answers(Activation.RELU, null, unit, List.of(6), null))
                        .setting());
        ForeignNetwork wide = read(tensor("0.weight", 3, 5));
        InvalidSetting size = assertThrows(
                InvalidSetting.class, () -> ImportedModel.of(wide, new Answers(null, null, unit, null, null), "test"));
        assertTrue(size.getMessage().contains("5 inputs are no square image"), size.getMessage());
        ForeignNetwork one = read(tensor("0.weight", 1, 4));
        assertThrows(
                StoreException.class, () -> ImportedModel.of(one, new Answers(null, null, unit, null, null), "test"));
    }

    @ParameterizedTest
    @CsvSource({"0..1, 1, 0", "0..255, 255, 0", "-1..1, 2, -1", "1..0, -1, 1", "'0.5,0.25', 4, -2", "'.5,1e0', 1, -0.5"
    })
    void pixelsAreRangesOrNormalized(String text, double range, double black) {
        InputScale scale = InputScale.parse(text);
        assertEquals(range, 255 * scale.scale(), 1e-12);
        assertEquals(black, scale.shift(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0..0", "0.1307", "0.1307,0", "a..b", "0..1e999", "1,2,3"})
    void otherPixelsAreRefused(String text) {
        assertEquals(
                "pixels",
                assertThrows(InvalidSetting.class, () -> InputScale.parse(text)).setting());
    }

    @ParameterizedTest
    @CsvSource({
        "'0,255', did you mean 0..255?",
        "'-1,1', did you mean -1..1?",
        "'33.3,78.6', divide those of p by 255",
        "'0.5,0', check them",
        "'0.5,-0.5', check them"
    })
    void aRangeIsNotTakenForAMeanAndADeviation(String text, String cure) {
        String said =
                assertThrows(InvalidSetting.class, () -> InputScale.parse(text)).getMessage();
        assertTrue(said.contains(text + ": expected MEAN,STD of p/255") && said.endsWith(cure), said);
    }
}
