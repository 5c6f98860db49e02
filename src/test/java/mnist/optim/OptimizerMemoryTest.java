package mnist.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerMemoryTest {
    private static final int SIZE = 40;

    /** So many that even a mean of squares, 0.999 of which is kept, falls below every float. */
    private static final int STEPS = 120_000;

    @ParameterizedTest
    @EnumSource(OptimizerSpec.Kind.class)
    void whatDecaysWithoutGradientsDoesNotRemainSubnormal(OptimizerSpec.Kind kind) {
        Optimizer optimizer = OptimizerSpec.of(kind).create();
        float[][] memory = new float[optimizer.stateNames().length][SIZE];
        float[] w = new float[SIZE];
        float[] g = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            g[i] = (float) Math.pow(10, -i / 4.0) * (i % 2 == 0 ? 1 : -1);
        }
        optimizer.update(w, g, memory, 0, SIZE, 0.001f, 1);
        Arrays.fill(g, 0);
        for (int step = 2; step <= STEPS; step++) {
            optimizer.update(w, g, memory, 0, SIZE, 0.001f, step);
        }
        for (float[] values : memory) {
            for (float value : values) {
                assertEquals(0, Math.abs(value) < Float.MIN_NORMAL ? value : 0, "in " + Arrays.toString(values));
            }
        }
    }
}
