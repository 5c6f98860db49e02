package mnist.data.idx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit the heap is streamed without being asked, in a JVM of its own. */
class SmallHeapTest {
    private static final int IMAGES = 150_000;

    @TempDir
    Path folder;

    @Test
    void moreImagesThanHeap() throws IOException, InterruptedException {
        IdxHeader header = IdxHeader.ofBytes(IMAGES, 28, 28);
        try (IdxWriter images = new IdxWriter(folder.resolve("train-images-idx3-ubyte"), header)) {
            byte[] image = new byte[28 * 28];
            for (int i = 0; i < IMAGES; i++) {
                images.write(image, 0, image.length);
            }
            images.finish();
        }
        IdxWriter.write(folder.resolve("train-labels-idx1-ubyte"), IdxHeader.ofBytes(IMAGES), TestFiles.labels(IMAGES));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamedEpoch.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("StreamedDataset " + IMAGES, output.strip());
    }
}
