package mnist.view.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextWidthTest {
    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertEquals(0, TextWidth.of(""));
        assertEquals(5, TextWidth.of("class"));
        assertEquals(6, TextWidth.of("\u732b\u3068\u72ac"));
        assertEquals(3, TextWidth.of("\ud83d\ude00!"));
        assertEquals(1, TextWidth.of("e\u0301"));
        assertEquals(4, TextWidth.of("\ud55c\uae00"));
        assertEquals(1, TextWidth.of("\u00e9"));
    }

    @Test
    void textIsCutBetweenCharacters() {
        assertEquals("trousers", TextWidth.cut("trousers", 8));
        assertEquals("trouse\u2026", TextWidth.cut("trousers", 7));
        assertEquals("\u732b\u2026", TextWidth.cut("\u732b\u3068\u72ac", 4));
        assertEquals("\u732b", TextWidth.start("\u732b\u3068\u72ac", 3));
        assertEquals("", TextWidth.start("\ud83d\ude00", 1));
    }

    @Test
    void blanksFillTheColumns() {
        assertEquals("\u732b  |", TextWidth.left("\u732b", 4) + "|");
        assertEquals("|  \u732b", "|" + TextWidth.right("\u732b", 4));
        assertEquals("longer", TextWidth.right("longer", 4));
    }
}
