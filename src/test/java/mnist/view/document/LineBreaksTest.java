package mnist.view.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineBreaksTest {
    @Test
    void englishBreaksAtBlanks() {
        assertEquals(List.of("one two", "  three", "  four"), LineBreaks.of("one two three four", "  ", 8));
        assertEquals(List.of("short"), LineBreaks.of("short", "  ", 8));
        assertEquals(List.of("incomprehensible", "  word"), LineBreaks.of("incomprehensible word", "  ", 8));
        assertEquals(List.of("12345678", "  9"), LineBreaks.of("12345678 9", "  ", 8));
    }

    /** Each character takes two columns, and a full stop stays with what it ends. */
    @Test
    void chineseBreaksBetweenCharacters() {
        assertEquals(List.of("反向传播", "计算梯度"), LineBreaks.of("反向传播计算梯度", "", 8));
        assertEquals(List.of("反向传", "播。梯度"), LineBreaks.of("反向传播。梯度", "", 8));
        assertEquals(List.of("梯度", "（偏导", "数）"), LineBreaks.of("梯度（偏导数）", "", 6));
        assertEquals(List.of("学习率 lr", "  是 0.1"), LineBreaks.of("学习率 lr 是 0.1", "  ", 9));
    }
}
