package mnist.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mnist.view.document.TextWidth;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochLineTest {
    private static final Messages ENGLISH = Messages.of("train", Language.ENGLISH);
    private static final Messages CHINESE = Messages.of("train", Language.CHINESE);

    /** A character takes two columns of a terminal. */
    @Test
    void chineseHeadingsStandAboveTheirColumns() {
        String headings = new EpochLine(80, CHINESE).headings();
        assertEquals(77, TextWidth.of(headings), headings);
        assertTrue(headings.startsWith("   轮    训练损失    准确率    验证损失    准确率   学习率"), headings);
    }

    @Test
    void eightyColumnsHoldEverything() {
        assertEquals(
                "epoch  train loss  accuracy  valid loss  accuracy       lr  seconds  images/s",
                new EpochLine(80, ENGLISH).headings());
        assertEquals(new EpochLine(80, ENGLISH).headings(), new EpochLine(200, ENGLISH).headings());
    }

    /** With the star that marks the best epoch. */
    @ParameterizedTest
    @ValueSource(ints = {40, 50, 60, 70, 79})
    void narrowTerminalsGetFewerColumns(int columns) {
        String headings = new EpochLine(columns, ENGLISH).headings();
        assertTrue(headings.length() + 1 <= columns, headings);
        assertTrue(headings.startsWith("epoch  train loss") && headings.contains("valid loss  accuracy"), headings);
    }
}
