package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import mnist.data.ClassNames;
import mnist.data.MemoryDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedErrorsTest {
    /** By hand: 1 in 5 has 2 (1 + 5) / 32 = 0.375, none in 6 has 2 / 64 = 0.03125, 2 in 10 has 2 (1 + 10 + 45) / 1024. */
    @ParameterizedTest
    @CsvSource({"0,0,1", "1,0,1", "1,1,1", "4,4,1", "4,1,0.375", "0,6,0.03125", "8,2,0.109375"})
    void smallNumbersHaveTheProbabilityThatOneComputesByHand(int first, int second, double p) {
        assertEquals(p, new PairedErrors(7, first, second).p(), 1e-15);
        assertEquals(p, new PairedErrors(0, second, first).p(), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"11,12", "20,45", "300,241", "700,900", "0,1000", "3000,3200"})
    void largeNumbersHaveTheSumOfAllBinomialCoefficients(int first, int second) {
        BigInteger coefficient = BigInteger.ONE;
        BigInteger sum = BigInteger.ONE;
        int images = first + second;
        for (int i = 1; i <= Math.min(first, second); i++) {
            coefficient =
                    coefficient.multiply(BigInteger.valueOf(images - i + 1)).divide(BigInteger.valueOf(i));
            sum = sum.add(coefficient);
        }
        double p = new BigDecimal(sum.shiftLeft(1))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(images)), MathContext.DECIMAL128)
                .min(BigDecimal.ONE)
                .doubleValue();
        assertTrue(p > 0);
        assertEquals(1, new PairedErrors(0, first, second).p() / p, 1e-10);
    }

    @Test
    void imagesAreCountedOneByOne() {
        MemoryDataset images =
                new MemoryDataset("toy", 1, 1, ClassNames.numbered(3), new byte[6], new short[] {0, 1, 2, 0, 1, 2});
        PairedErrors paired =
                PairedErrors.of(images, evaluation(images, 0, 1, 2, 1, 2, 0), evaluation(images, 0, 2, 0, 1, 0, 2));
        assertEquals(new PairedErrors(2, 1, 2), paired, "both wrong, though with other answers, at 3 and 4");
    }

    private static Evaluation evaluation(MemoryDataset images, int... predictions) {
        return Evaluation.of(images, 3, predictions, new float[6], 0);
    }
}
