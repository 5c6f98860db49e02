package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import mnist.JavaProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "ejml"})
    void productsAllocateNothingOnceTheyAreCompiled(String backend) throws IOException, InterruptedException {
        List<String> flags = List.of("--add-modules", "jdk.incubator.vector");
        String said = JavaProcess.output(flags, AllocationProbe.class, List.of(backend));
        assertEquals("nothing allocated", said.strip());
    }
}
