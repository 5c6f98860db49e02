package mnist.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochLineTest {
    @Test
    void eightyColumnsHoldEverything() {
        assertEquals(
                "epoch  train loss  accuracy  valid loss  accuracy       lr  seconds  images/s",
                new EpochLine(80).headings());
        assertEquals(new EpochLine(80).headings(), new EpochLine(200).headings());
    }

    /** With the star that marks the best epoch. */
    @ParameterizedTest
    @ValueSource(ints = {40, 50, 60, 70, 79})
    void narrowTerminalsGetFewerColumns(int columns) {
        String headings = new EpochLine(columns).headings();
        assertTrue(headings.length() + 1 <= columns, headings);
        assertTrue(headings.startsWith("epoch  train loss") && headings.contains("valid loss  accuracy"), headings);
    }
}
