package mnist.view.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.ReceptiveFields;
import mnist.nn.Workspace;
import mnist.store.json.Json;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
    private static List<NetworkSpec> specs() {
        return Subjects.specs();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theOutputsAreThoseOfTheNetworkInUse(NetworkSpec spec) {
        Network network = Subjects.network(spec);
        Explanation explanation = Explanation.of(network, Subjects.image(), 1, LabelOrigin.KNOWN, null, 0.1);
        FMatrixRMaj x = new FMatrixRMaj(1, spec.inputs());
        for (int i = 0; i < spec.inputs(); i++) {
            x.data[i] = (float) Subjects.image()[i];
        }
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(network, backend, 1);
            FMatrixRMaj outputs = workspace.forward(x, null);
            for (int j = 0; j < spec.outputs(); j++) {
                assertEquals(outputs.get(0, j), explanation.outputs().a[0][j], 1e-5);
            }
            assertEquals(workspace.lossSum(new int[] {1}), explanation.loss(), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyChosenWeightAgreesWithItsFiniteDifference(NetworkSpec spec) {
        Network network = Subjects.network(spec);
        for (int layer = 1; layer <= spec.layers(); layer++) {
            for (int in = 0; in < spec.width(layer - 1); in++) {
                WeightAddress weight = new WeightAddress(layer, in % spec.width(layer), in);
                ReceptiveFields fields = spec.receptiveFieldsAt(layer);
                if (fields != null && !fields.connects(in, weight.out())) {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Explanation.of(network, Subjects.image(), 0, LabelOrigin.KNOWN, weight, 0.1));
                    continue;
                }
                Explanation explanation = Explanation.of(network, Subjects.image(), 0, LabelOrigin.KNOWN, weight, 0.1);
                assertFalse(explanation.slope().crossesKink(), weight + " of " + spec);
                assertEquals(explanation.gradient(), explanation.slope().slope(), 1e-7, weight + " of " + spec);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aShortStepLowersTheLossByTheSlope(NetworkSpec spec) {
        Explanation explanation =
                Explanation.of(Subjects.network(spec), Subjects.image(), 3, LabelOrigin.KNOWN, null, 1e-5);
        double squares = 0;
        for (int number = 1; number <= spec.layers(); number++) {
            squares += explanation.gradientSquares(number);
        }
        assertEquals(1e-5 * squares, explanation.loss() - explanation.update().lossAfter(), 1e-3 * 1e-5 * squares);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theTreeHoldsEveryUnit(NetworkSpec spec) throws IOException {
        Explanation explanation =
                Explanation.of(Subjects.network(spec), Subjects.image(), 3, LabelOrigin.KNOWN, null, 0.1);
        JsonNode tree = new ObjectMapper().readTree(Json.compact(ExplanationNumbers.of(explanation)));
        assertEquals(spec.layers(), tree.get("layers").size());
        for (int number = 1; number <= spec.layers(); number++) {
            JsonNode layer = tree.get("layers").get(number - 1);
            for (String field : new String[] {"bias", "z", "a", "dz"}) {
                assertEquals(spec.width(number), layer.get(field).size(), field);
            }
            assertEquals(spec.width(number - 1), layer.get("inputs").size());
            assertTrue(layer.get("most_blamed").size() >= 20);
        }
        assertEquals(
                explanation.update().lossAfter(),
                tree.get("update").get("loss_after").asDouble());
        assertEquals(explanation.gradient(), tree.get("weight").get("dw").asDouble());
    }

    /** What somebody with the tree and a pocket calculator does. */
    @ParameterizedTest
    @MethodSource("specs")
    void sumsCanBeDoneByHand(NetworkSpec spec) throws IOException {
        WeightAddress weight = new WeightAddress(1, spec.width(1) - 1, Subjects.SEEN);
        Explanation explanation =
                Explanation.of(Subjects.network(spec), Subjects.image(), 3, LabelOrigin.KNOWN, weight, 0.1);
        JsonNode tree = new ObjectMapper().readTree(Json.compact(ExplanationNumbers.of(explanation)));
        for (JsonNode layer : tree.get("layers")) {
            double highest = 0;
            for (JsonNode a : layer.get("a")) {
                highest = Math.max(highest, Math.abs(a.asDouble()));
            }
            JsonNode sums = layer.get("sums");
            int strongest = sums.get(0).get("unit").asInt();
            assertEquals(highest, Math.abs(layer.get("a").get(strongest).asDouble()));
            for (JsonNode sum : sums) {
                double z = sum.get("bias").asDouble();
                for (int i = 0; i < sum.get("in").size(); i++) {
                    double x = layer.get("inputs")
                            .get(sum.get("in").get(i).asInt())
                            .asDouble();
                    assertEquals(x, sum.get("x").get(i).asDouble());
                    z += x * sum.get("w").get(i).asDouble();
                }
                assertEquals(layer.get("z").get(sum.get("unit").asInt()).asDouble(), z, 1e-12);
                assertEquals(sum.get("z").asDouble(), z, 1e-12);
            }
        }
        assertTrue(tree.get("layers").get(0).get("sums").findValues("unit").stream()
                .anyMatch(unit -> unit.asInt() == weight.out()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,2", "1,2,3,4", "a,b,c", "1,,2", "1,2,99999999999"})
    void whatIsNoAddressIsRefused(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> WeightAddress.parse(text));
        assertTrue(e.getMessage().contains("LAYER,OUT,IN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0,0", "3,0,0", "1,7,0", "1,-1,0", "1,0,16", "2,0,7", "2,4,0"})
    void aWeightThatIsNotThereIsRefused(String text) {
        Network network = Subjects.network(Subjects.specs().get(0));
        WeightAddress weight = WeightAddress.parse(text);
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Explanation.of(network, Subjects.image(), 0, LabelOrigin.KNOWN, weight, 0.1));
        assertTrue(e.getMessage().contains("expected"), e.getMessage());
    }

    @Test
    void aLabelWithoutOutputIsRefused() {
        Network network = Subjects.network(Subjects.specs().get(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Explanation.of(network, Subjects.image(), 4, LabelOrigin.KNOWN, null, 0.1));
    }
}
