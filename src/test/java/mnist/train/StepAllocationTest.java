package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "The training loop allocates nothing per step": neither the trainer nor its workers nor who prepares batches. */
class StepAllocationTest {
    private static final List<String> CONFIGS = List.of(
            "sgd",
            "momentum+sigmoid",
            "adam+tanh",
            "sgd+augmentation",
            "momentum+everything+augmentation",
            "adam+everything+augmentation");

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ejml"})
    void stepsAllocateNothingOnceTheyAreCompiled(String backend) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                StepAllocationProbe.class.getName(),
                backend));
        command.addAll(CONFIGS);
        Process probe =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, probe.waitFor());
        assertEquals(
                CONFIGS.stream().map(config -> config + ": nothing allocated\n").collect(Collectors.joining()), said);
    }
}
