package mnist.picture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mnist.FuzzedFile;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of all formats, and what claims to be one. */
class PictureFuzzTest {
    private static final int LARGEST_SEED = 10_000;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(
                path -> PicturePreparation.ofDigits(false).prepare(PictureFile.read(path), "picture"), content);
    }

    static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String format : List.of("png", "jpg", "gif", "bmp", "tif")) {
            BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY);
            image.setRGB(4, 3, -1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            seeds.add(out.toByteArray());
        }
        for (Map.Entry<String, byte[]> hostile : HostilePictures.all().entrySet()) {
            if (hostile.getValue().length < LARGEST_SEED) {
                seeds.add(hostile.getValue());
            }
        }
        return seeds;
    }
}
