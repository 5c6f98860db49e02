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

    @Test
    void theLastFlagOfANameCounts() {
        String slow = "-XX:TieredStopAtLevel=1";
        String fast = "-XX:TieredStopAtLevel=4";
        assertEquals(Optional.empty(), Processor.slowFlag(Stream.of(slow, "-XX:+UseSerialGC", fast), Stream.empty()));
        assertEquals(Optional.of(slow), Processor.slowFlag(Stream.of(fast, slow), Stream.empty()));
        assertEquals(Optional.empty(), Processor.slowFlag(Stream.of(fast), Stream.of(slow)));
        assertEquals(
                Optional.of("-XX:-UseFMA"),
                Processor.slowFlag(Stream.of("-XX:-UseFMA", "-XX:UseAVX=3"), Stream.empty()));
    }
}
