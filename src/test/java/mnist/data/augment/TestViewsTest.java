package mnist.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.data.ImageTransform;
import mnist.data.Pixels;
import mnist.data.generate.DigitGenerator;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.Test;

/** The views of an image, as batches give them. */
class TestViewsTest {
    private static final int IMAGES = 400;
    private static final int SIDE = DigitGenerator.SIDE;
    private static final TestViews VIEWS =
            new TestViews(4, Augmentation.parse("rotation=10,alpha=20,shift=1,noise=0.1"), 3);

    /** Several threads prepare batches at the same time; none may write into another's notes. */
    @Test
    void batchesHoldWhatOneThreadMakes() {
        byte[] images = SomeDigits.images(IMAGES, 1);
        Dataset digits = SomeDigits.dataset(images, new byte[IMAGES]);
        ImageTransform alone = VIEWS.transform(SIDE, SIDE);
        float[] expected = new float[DigitGenerator.PIXELS];
        try (BatchStream batches = digits.shuffled(10, 0, VIEWS.transform(SIDE, SIDE))) {
            for (int view = 1; view <= VIEWS.count(); view++) {
                for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                    for (int row = 0; row < batch.rows(); row++) {
                        int index = batch.indices[row];
                        alone.apply(images, index * expected.length, expected, 0, 0, view, index);
                        float[] found =
                                Arrays.copyOfRange(batch.x.data, row * expected.length, (row + 1) * expected.length);
                        assertEquals(0, Arrays.mismatch(expected, found) + 1, "image " + index + ", view " + view);
                    }
                }
            }
        }
    }

    @Test
    void theFirstViewIsTheImageItself() {
        byte[] image = SomeDigits.images(1, 1);
        float[] plain = new float[image.length];
        Pixels.toFloats(image, 0, plain, 0, plain.length);
        float[] view = new float[image.length];
        VIEWS.transform(SIDE, SIDE).apply(image, 0, view, 0, 0, 1, 0);
        assertEquals(-1, Arrays.mismatch(plain, view));
    }
}
