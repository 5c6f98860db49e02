package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Shares computed from counts. */
class EvaluationTest {
    /** 1 - 56/100 is a little less than 0.44: whoever asks for 0.44 must get it at 44 of 100. */
    @Test
    void accuracyIsTheNumberThatPeopleWrite() {
        for (int right = 0; right <= 1000; right++) {
            Evaluation evaluation = evaluation(1000, 1000 - right, new int[][] {{0}});
            assertEquals(Double.parseDouble(right + "e-3"), evaluation.accuracy());
        }
    }

    @Test
    void precisionAndRecallReadTheMatrixAcrossAndDown() {
        Evaluation evaluation = evaluation(10, 4, new int[][] {{3, 1, 0}, {2, 3, 0}, {1, 0, 0}});
        assertEquals(3.0 / 6, evaluation.precision(0));
        assertEquals(3.0 / 4, evaluation.recall(0));
        assertEquals(3.0 / 4, evaluation.precision(1));
        assertEquals(3.0 / 5, evaluation.recall(1));
        assertTrue(Double.isNaN(evaluation.precision(2)), "nothing was called so");
        assertEquals(0, evaluation.recall(2));
    }

    private static Evaluation evaluation(int images, int errors, int[][] confusion) {
        return new Evaluation(images, 0.5, errors, confusion, new int[images], new float[images]);
    }
}
