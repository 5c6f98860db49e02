package mnist.store;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.FuzzedFile;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code metrics.csv} as a spreadsheet, an editor or a dying disk may leave it. */
class MetricsFuzzTest {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(MetricsFiles::read, content);
    }

    static List<byte[]> seeds() throws IOException {
        String run = Files.readString(Path.of("src/test/resources/pinned/run-1.0.0/metrics.csv"));
        return List.of(
                run.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + run.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8),
                run.replaceAll("[0-9]+\\.[0-9]+", "1e999").getBytes(StandardCharsets.UTF_8),
                MetricsCsv.HEADER.getBytes(StandardCharsets.UTF_8));
    }
}
