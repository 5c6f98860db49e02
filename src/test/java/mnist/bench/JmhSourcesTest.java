package mnist.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks of {@code src/jmh}, which only {@code make jmh} builds. */
class JmhSourcesTest {
    private static final Path SOURCES = Path.of("src", "jmh", "java");

    @TempDir
    Path classes;

    @Test
    void theBenchmarksFitWhatTheyMeasure() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        // Without JMH's generator, which takes much longer than the compiler and looks at the benchmarks alone.
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
        StringWriter messages = new StringWriter();
        try (Stream<Path> found = Files.walk(SOURCES);
                StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 1, () -> "sources in " + SOURCES + ": " + sources);
            assertTrue(
                    compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                            .call(),
                    messages::toString);
        }
    }
}
