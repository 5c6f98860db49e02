package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mnist.Constants;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Golden;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and parameters of some steps of training against PyTorch's, with every optimizer. */
class GoldenStepsTest {
    private static final double TOLERANCE = 1e-4;

    /** A gradient is never as long: it changes nothing, but keeps plain descent from being one fused product. */
    private static final float CLIP_NOTHING = 1e30f;

    static List<String> names() {
        return Golden.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void stepsAreThoseOfPyTorch(String name) throws IOException {
        Golden golden = Golden.read(name);
        for (String kernel : List.of(Backends.EJML, Backends.AUTO)) {
            check(golden, kernel, 0);
            check(golden, kernel, CLIP_NOTHING);
        }
    }

    private static void check(Golden golden, String kernel, float clipNorm) {
        String place = golden.text("name") + ", " + kernel + ", clip " + clipNorm;
        Network network = golden.network();
        TrainingConfig config = config(golden, clipNorm);
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
                losses.add(metrics.train().loss());
                return true;
            }
        };
        try (Backend backend = Backends.open(kernel, 2);
                OneBatch batch = new OneBatch(golden.inputs(), golden.labels())) {
            TrainingState state = new TrainingState(network, config);
            Trainer trainer = new Trainer(config, state, batch, null, backend, listener);
            assertEquals(Trainer.Outcome.COMPLETE, trainer.train());
        }
        assertEquals(golden.json.get("data_losses").size(), losses.size());
        for (int step = 0; step < losses.size(); step++) {
            double expected = golden.json.get("data_losses").get(step).asDouble();
            assertEquals(expected, losses.get(step), TOLERANCE * expected, place + ", loss of step " + (step + 1));
        }
        for (int layer = 1; layer <= network.spec().layers(); layer++) {
            JsonNode w = golden.json.get("weights_after").get(layer - 1);
            JsonNode b = golden.json.get("biases_after").get(layer - 1);
            assertTrue(Golden.errorTransposed(w, network.layer(layer).w) < TOLERANCE, place + ", w of " + layer);
            assertTrue(Golden.errorRow(b, network.layer(layer).b) < TOLERANCE, place + ", b of " + layer);
        }
    }

    private static TrainingConfig config(Golden golden, float clipNorm) {
        JsonNode constants = golden.json.get("optimizer");
        OptimizerSpec defaults = OptimizerSpec.SGD;
        OptimizerSpec optimizer = new OptimizerSpec(
                Constants.named(OptimizerSpec.Kind.class, constants.get("name").asText()),
                number(constants, "momentum", defaults.momentum()),
                number(constants, "beta1", defaults.beta1()),
                constants.has("rho") ? number(constants, "rho", 0) : number(constants, "beta2", defaults.beta2()),
                number(constants, "epsilon", defaults.epsilon()));
        WeightPenalty penalty = new WeightPenalty(number(golden.json, "l1", 0), number(golden.json, "l2", 0), 0, 0);
        return TrainingConfig.plain(
                        golden.json.get("steps").asInt(),
                        golden.json.get("batch").asInt(),
                        number(constants, "lr", 0),
                        1,
                        Initializer.ZEROS)
                .with(new Optimization(Initializer.ZEROS, optimizer, ScheduleSpec.CONSTANT, penalty))
                .with(new Regularisation(NoiseLevels.NONE, 0, clipNorm, 0, 0, AugmentationPlan.NONE));
    }

    private static float number(JsonNode node, String field, float otherwise) {
        return node.has(field) ? (float) node.get(field).asDouble() : otherwise;
    }
}
