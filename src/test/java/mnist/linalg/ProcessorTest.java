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
        Optional<String> found = Optional.of(flag);
        assertEquals(found, Processor.slowFlag(Stream.of("-Xmx1g", flag, "-jar", "mnist.jar"), Stream.empty()));
        assertEquals(found, Processor.slowFlag(Stream.of("-jar", "mnist.jar", "doctor"), Stream.of("-Xmx1g", flag)));
    }

    @Test
    void otherFlagsAndTheProgramsArgumentsAreIgnored() {
        Stream<String> arguments = Stream.of("-XX:UseAVX=2", "-XX:+UseFMA", "-jar", "m.jar", "--out", "-XX:-UseFMA");
        assertEquals(Optional.empty(), Processor.slowFlag(arguments, Stream.of("-XX:TieredStopAtLevel=4")));
    }
}
