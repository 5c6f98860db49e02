package mnist.view.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import mnist.view.text.TextImage.Style;
import org.junit.jupiter.api.Test;

class TextImageTest {
    private static final byte INK = -1;

    @Test
    void aCharacterShowsTwoPixels() {
        byte[] pixels = {0, INK, 0, INK, 0, 0, INK, INK};
        assertEquals(List.of(" \u2580\u2584\u2588"), TextImage.draw(pixels, 2, 4, Style.BLOCKS, 80));
        assertEquals(List.of(" ==@"), TextImage.draw(pixels, 2, 4, Style.ASCII, 80));
    }

    @Test
    void moreInkIsDarker() {
        byte[] pixels = new byte[2 * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        String line = TextImage.draw(pixels, 2, 256, Style.ASCII, 256).get(0);
        assertEquals(' ', line.charAt(0));
        assertEquals('@', line.charAt(255));
        assertEquals(10, line.chars().distinct().count());
    }

    @Test
    void anOddRowHasBackgroundBelow() {
        byte[] pixels = {INK, INK, INK};
        assertEquals(List.of("\u2588", "\u2580"), TextImage.draw(pixels, 3, 1, Style.BLOCKS, 80));
    }

    @Test
    void wideImagesAreMadeSmaller() {
        byte[] pixels = new byte[100 * 200];
        Arrays.fill(pixels, INK);
        List<String> lines = TextImage.draw(pixels, 100, 200, Style.BLOCKS, 80);
        assertEquals(17, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length() == 67), lines.toString());
        assertEquals("\u2588".repeat(66), lines.get(0).substring(0, 66));
    }

    @Test
    void asManyPicturesStandSideBySideAsFit() {
        TextGallery gallery = new TextGallery(12);
        gallery.add(List.of("a"), List.of("1234", "5"));
        gallery.add(List.of("bb"), List.of("6", "7890"));
        gallery.add(List.of("c"), List.of("x"));
        assertEquals(List.of("a       bb", "1234    6", "5       7890", "", "c", "x"), gallery.lines());
        assertEquals(List.of(), new TextGallery(80).lines());
    }
}
