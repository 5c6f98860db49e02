package mnist.data.idx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mnist.FuzzedFile;
import mnist.data.Storage;
import org.junit.jupiter.params.provider.MethodSource;

/** IDX files, raw and gz, as images, as labels and as whatever they are. */
class IdxFuzzTest {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(
                path -> {
                    try (IdxReader reader = IdxReader.open(path)) {
                        reader.numbers(10);
                    }
                },
                content);
        FuzzedFile.readBy(path -> TestFiles.open(path, path, Storage.MEMORY), content);
    }

    static List<byte[]> seeds() throws IOException {
        byte[] images = TestFiles.idx(8, new int[] {2, 3, 2}, new byte[12]);
        byte[] labels = TestFiles.idx(8, new int[] {3}, new byte[] {1, 9, 10});
        byte[] floats = TestFiles.idx(13, new int[] {2, 2}, new byte[16]);
        byte[] enormous = TestFiles.idx(8, new int[] {-1, -1, -1}, new byte[3]);
        int[] sizes = new int[255];
        Arrays.fill(sizes, -1);
        byte[] manySizes = TestFiles.idx(8, sizes, new byte[3]);
        return List.of(images, labels, floats, enormous, manySizes, gz(images), gz(labels));
    }

    private static byte[] gz(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
