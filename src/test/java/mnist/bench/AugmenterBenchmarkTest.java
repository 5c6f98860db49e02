package mnist.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import mnist.data.ImageTransform;
import mnist.data.Pixels;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.data.augment.StrengthSchedule;
import mnist.data.generate.DigitGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benchmark finds wrong before it measures. */
class AugmenterBenchmarkTest {
    private final Augmenter ciresan = augmenter(1);

    @Test
    void acceptsTheAugmenterAndItsCopy() {
        AugmenterBenchmark.check(ciresan, ciresan.forAnotherThread());
    }

    @Test
    void findsCopiesThatDiffer() {
        assertRefused(ciresan, augmenter(2), "different images");
    }

    @Test
    void findsImagesThatWereLeftAsTheyAre() {
        ImageTransform plain = (source, from, target, to, label, epoch, index) ->
                Pixels.toFloats(source, from, target, to, DigitGenerator.PIXELS);
        assertRefused(plain, plain, "left as it is");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 2, -0.1f, 2.1f, Float.NaN})
    void findsWhatIsNoPicture(float pixel) {
        ImageTransform flat = (source, from, target, to, label, epoch, index) ->
                Arrays.fill(target, to, to + DigitGenerator.PIXELS, pixel);
        assertRefused(flat, flat, "ink");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void measuresOnAnyNumberOfThreads(int threads) {
        double rate = AugmenterBenchmark.imagesPerSecond(Augmentation.CIRESAN, threads);
        assertTrue(rate > 0 && Double.isFinite(rate), () -> "rate " + rate);
    }

    private static void assertRefused(ImageTransform transform, ImageTransform copy, String reason) {
        String message = assertThrows(IllegalStateException.class, () -> AugmenterBenchmark.check(transform, copy))
                .getMessage();
        assertTrue(message.contains("image 0") && message.contains(reason), message);
    }

    private static Augmenter augmenter(long seed) {
        return new Augmenter(
                Augmentation.CIRESAN, StrengthSchedule.CONSTANT, seed, DigitGenerator.SIDE, DigitGenerator.SIDE);
    }
}
