package mnist.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which regions of a row belong to one digit. */
class DigitRowTest {
    private static final int ROWS = 160;
    private static final int COLUMNS = 400;

    private static PicturePreparation.Prepared prepared(boolean many, Box... strokes) {
        byte[] pixels = new byte[ROWS * COLUMNS];
        for (Box stroke : strokes) {
            for (int row = stroke.top(); row < stroke.bottom(); row++) {
                Arrays.fill(pixels, row * COLUMNS + stroke.left(), row * COLUMNS + stroke.right(), (byte) 255);
            }
        }
        return PicturePreparation.ofDigits(many).prepare(new Picture(ROWS, COLUMNS, pixels), "picture");
    }

    private static int count(Box... strokes) {
        return prepared(true, strokes).digits().size();
    }

    /** Columns of the frame that have ink. */
    private static long width(Picture digit) {
        long width = 0;
        for (int column = 0; column < digit.columns(); column++) {
            boolean inked = false;
            for (int row = 0; row < digit.rows(); row++) {
                inked |= digit.at(row, column) > 64;
            }
            width += inked ? 1 : 0;
        }
        return width;
    }

    private static final Box STEM = new Box(30, 100, 130, 114);
    private static final Box NEXT_STEM = new Box(30, 200, 130, 214);

    @Test
    void whatLiesAboveEachOtherIsOneDigit() {
        assertEquals(1, count(new Box(30, 100, 72, 114), new Box(80, 96, 130, 110)));
        assertEquals(2, count(STEM, NEXT_STEM));
    }

    /** As the bar of a 5 or a 7 whose pen was lifted: it begins where the stem ends. */
    @Test
    void aPieceBesideItsDigitIsNotLost() {
        Box bar = new Box(30, 118, 44, 150);
        List<Picture> digits = prepared(true, STEM, bar, NEXT_STEM).digits();
        assertEquals(2, digits.size());
        assertEquals(10, width(digits.get(0)), 1);
        assertEquals(3, width(digits.get(1)), 1);
        Box nearerToNext = new Box(30, 164, 44, 196);
        digits = prepared(true, STEM, nearerToNext, NEXT_STEM).digits();
        assertEquals(3, width(digits.get(0)), 1);
        assertEquals(10, width(digits.get(1)), 1);
    }

    @Test
    void aBrokenBarStaysTogether() {
        Box[] strokes = {STEM, new Box(30, 118, 44, 132), new Box(30, 137, 44, 152), NEXT_STEM};
        List<Picture> digits = prepared(true, strokes).digits();
        assertEquals(2, digits.size());
        assertEquals(10, width(digits.get(0)), 1);
    }

    @Test
    void dashesAndDotsAreNoDigits() {
        assertEquals(2, count(STEM, new Box(75, 140, 86, 175), NEXT_STEM));
        assertEquals(2, count(STEM, new Box(116, 150, 130, 164), NEXT_STEM));
    }

    @Test
    void severalDigitsAreNoticedWhereOneIsExpected() {
        assertTrue(prepared(false, STEM, NEXT_STEM).seemsMany());
        assertEquals(1, prepared(false, STEM, NEXT_STEM).digits().size());
        assertFalse(prepared(true, STEM, NEXT_STEM).seemsMany());
        assertFalse(prepared(false, STEM, new Box(30, 118, 44, 150)).seemsMany());
    }
}
