package mnist.view.lab;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;

/**
 * Some images of a data set for the page, the first.
 *
 * @param learn how many of them, the first, the page trains on; the others are only answered
 * @param images their pixels, one image after the other, as base64
 */
public record LabDigits(int rows, int columns, int learn, String images, List<Integer> labels) {
    /** Of MNIST's size; of larger images fewer, so that the page stays small. */
    private static final int MOST_BYTES = 600 * 784;

    private static final int LEARN_TWELFTHS = 10;

    public static LabDigits of(Dataset dataset) {
        int pixels = dataset.pixels();
        int count = Math.min(dataset.size(), Math.max(1, MOST_BYTES / pixels));
        byte[] all = new byte[count * pixels];
        byte[] image = new byte[pixels];
        for (int i = 0; i < count; i++) {
            dataset.image(i, image);
            System.arraycopy(image, 0, all, i * pixels, pixels);
        }
        return new LabDigits(
                dataset.rows(),
                dataset.columns(),
                Math.max(1, count * LEARN_TWELFTHS / 12),
                Base64.getEncoder().encodeToString(all),
                IntStream.range(0, count).mapToObj(dataset::label).toList());
    }
}
