package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:-UseFMA",
                "-XX:UseAVX=0",
                "-XX:UseAVX=1",
                "-XX:TieredStopAtLevel=1",
                "-XX:TieredStopAtLevel=3",
                "-XX:-UseCompiler"
            })
    void flagsThatTakeTheKernelsTheirInstructionsAreFound(String flag) {
        assertEquals(Optional.of(flag), Processor.slowFlag(Stream.of("-Xmx1g", flag, "-jar", "mnist.jar")));
    }

    @Test
    void othersAndTheProgramsOwnWordsAreNot() {
        assertEquals(
                Optional.empty(),
                Processor.slowFlag(
                        Stream.of("-XX:UseAVX=2", "-XX:+UseFMA", "-XX:TieredStopAtLevel=4", "-jar", "m.jar")));
        assertEquals(Optional.empty(), Processor.slowFlag(Stream.of("-jar", "mnist.jar", "--out", "-XX:-UseFMA")));
    }
}
