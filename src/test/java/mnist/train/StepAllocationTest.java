package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.JavaProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "The training loop allocates nothing per step": neither the trainer nor its workers nor who prepares batches. */
class StepAllocationTest {
    private static final List<String> CONFIGS = List.of(
            "sgd",
            "momentum+sigmoid",
            "nesterov+tied",
            "adam+tanh",
            "sgd+augmentation",
            "momentum+everything+augmentation",
            "adam+everything+augmentation");

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ejml"})
    void stepsAllocateNothingOnceTheyAreCompiled(String backend) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(backend));
        arguments.addAll(CONFIGS);
        List<String> flags = new ArrayList<>(JavaProcess.flagsForVectors());
        if (backend.equals("ejml")) {
            // Else an object that the compiler happens to remove is found in one JVM of many. Vectors need the
            // analysis.
            flags.add("-XX:-DoEscapeAnalysis");
        }
        String said = JavaProcess.output(flags, StepAllocationProbe.class, arguments);
        assertEquals(
                CONFIGS.stream().map(config -> config + ": nothing allocated\n").collect(Collectors.joining()), said);
    }
}
