package mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Processors may round {@link Math}'s transcendental functions differently, {@link StrictMath}'s they may not. */
class SameEverywhereTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "mnist");

    /** Definitions in double that gradient checks compare with, and pictures. */
    private static final List<String> EXCEPT = List.of("nn/Activation.java", "nn/reference/", "view/");

    private static final Pattern LOOSE =
            Pattern.compile("\\bMath\\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot)\\(");

    @Test
    void whatIsTrainedAndMeasuredCallsStrictMath() throws IOException {
        List<String> loose = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = SOURCES.relativize(file).toString().replace('\\', '/');
                if (EXCEPT.stream().noneMatch(name::startsWith)
                        && LOOSE.matcher(Files.readString(file)).find()) {
                    loose.add(name);
                }
            }
        }
        assertEquals(List.of(), loose);
    }
}
