package mnist.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellNumberTest {
    private static int small(String cell) {
        char[] chars = ("9" + cell + "9").toCharArray();
        return CellNumber.small(chars, 1, cell.length());
    }

    private static double decimal(String cell) {
        char[] chars = ("9" + cell + "9").toCharArray();
        return CellNumber.decimal(chars, 1, cell.length());
    }

    @Test
    void smallNumbers() {
        assertEquals(0, small("0"));
        assertEquals(255, small("255"));
        assertEquals(7, small("0007"));
        assertEquals(9999, small("9999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10000", "-1", "1.", " 1", "a", "1e3"})
    void otherThings(String cell) {
        assertEquals(-1, small(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0", ".5", "5.", "255.000", "0.5019607843137255", "0.00392156862745098", "1.797693134862315"})
    void decimalsAreWhatTheLibraryMakesOfThem(String cell) {
        assertEquals(Double.parseDouble(cell), decimal(cell));
        assertEquals(Double.parseDouble(cell), CellNumber.of(cell));
    }

    @Test
    void someDecimalsAreLeftToTheLibrary() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String cell = Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-3, 4)));
            double value = decimal(cell);
            assertEquals(Double.parseDouble(cell), Double.isNaN(value) ? CellNumber.of(cell) : value, cell);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1", "1.2.3", "-1.5", "1.5e3", "0.12345678901234567890", "9999999999999999999", " 1.5"})
    void noDecimals(String cell) {
        assertEquals(Double.NaN, decimal(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1f", "0x1p3", "1e999", "1,5", "--1", "e", "\u0661"})
    void noNumbers(String cell) {
        assertEquals(Double.NaN, CellNumber.of(cell));
    }

    @Test
    void otherNumbers() {
        assertEquals(-1.5, CellNumber.of(" -1.5 "));
        assertEquals(0.25, CellNumber.of("+2.5E-1"));
    }
}
