package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs, loss and every gradient against PyTorch's autograd. */
class GoldenGradientTest {
    private static final double TOLERANCE = 1e-4;

    static List<String> names() {
        return Golden.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void outputsLossAndGradientsAreThoseOfPyTorch(String name) throws IOException {
        Golden golden = Golden.read(name);
        Network network = golden.network();
        FMatrixRMaj x = golden.inputs();
        for (String kernel : List.of(Backends.EJML, Backends.AUTO)) {
            try (Backend backend = Backends.open(kernel, 2)) {
                Workspace workspace = new Workspace(network, backend, x.numRows + 3);
                FMatrixRMaj outputs = workspace.forward(x, null);
                for (int row = 0; row < x.numRows; row++) {
                    for (int j = 0; j < outputs.numCols; j++) {
                        assertEquals(golden.json.get("outputs").get(row).get(j).asDouble(), outputs.get(row, j), 1e-5);
                    }
                }
                double loss = workspace.lossSum(golden.labels()) / x.numRows;
                assertEquals(golden.json.get("data_loss").asDouble(), loss, TOLERANCE * loss);

                Gradients gradients = new Gradients(network);
                workspace.backward(golden.labels());
                assertTrue(workspace.gradientsAreBelow(Float.MAX_VALUE));
                workspace.gradients(gradients);
                for (int layer = 1; layer <= network.spec().layers(); layer++) {
                    JsonNode dw = golden.json.get("weight_gradients").get(layer - 1);
                    JsonNode db = golden.json.get("bias_gradients").get(layer - 1);
                    String place = name + ", " + kernel + ", layer " + layer;
                    assertTrue(Golden.errorTransposed(dw, gradients.layer(layer).w) < TOLERANCE, "dw of " + place);
                    assertTrue(Golden.errorRow(db, gradients.layer(layer).b) < TOLERANCE, "db of " + place);
                }
            }
        }
    }
}
