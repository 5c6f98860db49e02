package mnist.data.table;

import static mnist.data.table.TestTables.read;
import static mnist.data.table.TestTables.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import mnist.data.DataException;
import mnist.data.source.ImageSource;
import mnist.data.source.PixelScale;
import mnist.data.source.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the numbers of a table stand for, whichever comes first. */
class TableScaleTest {
    @TempDir
    Path folder;

    private ImageSource images(String rows, Reading reading) {
        return read(write(folder.resolve("some.csv"), "label,a,b,c,d\n" + rows), reading)
                .images();
    }

    private void requirePixels(ImageSource images, int... expected) {
        byte[] bytes = new byte[expected.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) expected[i];
        }
        assertArrayEquals(bytes, images.readAll());
    }

    @Test
    void fractionsUpToOne() {
        ImageSource images = images("0,0,1,0,0\n1,0.5,1e-1,.25,1\n", Reading.PLAIN);
        assertEquals(new PixelScale(0, 1), images.scale());
        requirePixels(images, 0, 255, 0, 0, 128, 26, 64, 255);
    }

    @Test
    void pointsUpToOne() {
        requirePixels(images("0,0.0,1.0,0.0,0.0\n1,0,1,0,0\n", Reading.PLAIN), 0, 255, 0, 0, 0, 255, 0, 0);
    }

    @Test
    void onesWithoutPointsAreOnes() {
        requirePixels(images("0,0,1,0, 1\n", Reading.PLAIN), 0, 1, 0, 1);
    }

    @Test
    void fractionsUpTo255() {
        requirePixels(images("0,0,1,0,0\n1,0.4,254.6,7,255.0\n", Reading.PLAIN), 0, 1, 0, 0, 0, 255, 7, 255);
    }

    @Test
    void aGivenRange() {
        Reading reading = TestTables.range(-1, 1);
        requirePixels(images("0,-1,0,1,-2\n1,0.5,300,1,-1\n", reading), 0, 128, 255, 0, 191, 255, 255, 0);
    }

    @Test
    void aRangeUpsideDown() {
        requirePixels(images("0,0,100,1,50\n", TestTables.range(100, 0)), 255, 0, 252, 128);
    }

    @Test
    void anUnknownRange() {
        DataException refusal = assertThrows(DataException.class, () -> images("0,0,1,0,1000\n", Reading.PLAIN));
        assertEquals(
                folder.resolve("some.csv")
                        + ": pixels of an unknown range (expected 0 to 255 or 0 to 1, found 0 to 1000);"
                        + " say which number is black and which white, for example --range 0,1000",
                refusal.getMessage());
    }
}
