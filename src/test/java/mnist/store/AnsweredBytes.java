package mnist.store;

import java.util.List;
import mnist.data.MemoryDataset;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.random.Draws;
import mnist.random.Purpose;
import mnist.train.Evaluator;

/**
 * Images of noise, always the same, and what a network answers.
 *
 * @param pixels image after image
 * @param outputs images x classes
 */
public record AnsweredBytes(byte[] pixels, float[][] outputs) {
    private static final int IMAGES = 4;

    /** What this program answers. */
    public static AnsweredBytes of(ModelFile.Model model) {
        DataUse data = model.settings().data();
        byte[] pixels = new byte[IMAGES * data.rows() * data.columns()];
        Draws draws = Draws.of(11, Purpose.TOY, 0, 0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, (int) draws.uniform(i, -256, 256));
        }
        MemoryDataset images = new MemoryDataset(
                "noise", data.rows(), data.columns(), data.classes(), pixels.clone(), new byte[IMAGES]);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            return new AnsweredBytes(pixels, Evaluator.outputs(model.network(), images, backend));
        }
    }

    /** Lists of numbers from JSON. */
    public static List<float[]> rows(Object json) {
        return ((List<?>) json)
                .stream()
                        .map(row -> {
                            List<?> numbers = (List<?>) row;
                            float[] values = new float[numbers.size()];
                            for (int j = 0; j < values.length; j++) {
                                values[j] = ((Number) numbers.get(j)).floatValue();
                            }
                            return values;
                        })
                        .toList();
    }
}
