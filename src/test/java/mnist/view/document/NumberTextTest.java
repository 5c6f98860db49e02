package mnist.view.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    /** 1 is 1 alone: what is almost 1 shows its distance, and no number ends in zeros. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.7, 0.7",
        "0.70000000001, 0.7",
        "0.999996, 0.999996",
        "0.99999974, 0.9999997",
        "-0.999996, -0.999996",
        "1.0000000000001, 1",
        "0.123456789, 0.12346",
        "1234.5678, 1234.6",
        "1e-4, 1e-04",
        "1.5e-4, 1.5e-04",
        "0.00123456, 0.0012346",
        "123456789, 1.2346e+08",
        "NaN, NaN",
        "60000, 60000",
        "10, 10"
    })
    void numbersHaveFiveDigits(double value, String text) {
        assertEquals(text, NumberText.of(value));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.12345, +0.123", "-0.12345, -0.123", "1.2345e-5, +1.23e-05", "-2, -2"})
    void changesHaveASign(double value, String text) {
        assertEquals(text, NumberText.signed(value));
    }
}
