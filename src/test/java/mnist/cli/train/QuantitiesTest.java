package mnist.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0.98, 0.98", "98%, 0.98", "57%, 0.57", "98.5 %, 0.985", "1e-1, 0.1", "98, 98"})
    void sharesMayBePercentages(String text, double share) {
        assertEquals(share, new Quantities.Share().convert(text));
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "5m, 300", "1.5h, 5400", "0.1, 0.1", "5 m, 300"})
    void timesMayHaveUnits(String text, double seconds) {
        assertEquals(seconds, new Quantities.Seconds().convert(text));
    }

    @Test
    void otherUnitsAreRefused() {
        for (String text : new String[] {"5d", "m", "", "5%", "5 5m"}) {
            assertThrows(TypeConversionException.class, () -> new Quantities.Seconds().convert(text), text);
        }
        assertThrows(TypeConversionException.class, () -> new Quantities.Share().convert("9m"));
    }
}
