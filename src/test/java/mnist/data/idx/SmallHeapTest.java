package mnist.data.idx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mnist.JavaProcess;
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
        String output = JavaProcess.output(List.of("-Xmx96m"), StreamedEpoch.class, List.of(folder.toString()));
        assertEquals("StreamedDataset " + IMAGES, output.strip());
    }
}
