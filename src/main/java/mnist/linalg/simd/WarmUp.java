package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;

/**
 * Shows the JVM what kind of vector goes through the methods of the Vector API. It compiles {@link Tile} early, and where it
 * has not seen that by then, the tile calls those methods instead of containing them and boxes every vector: half the speed
 * for the whole run (seen on JDK 17).
 */
final class WarmUp {
    /** 1000 are too few. */
    private static final int ROUNDS = 4000;

    private WarmUp() {}

    /** To be called before the first product. Takes 15 ms, which the first product would take otherwise. */
    static void run() {
        float[] x = new float[Lanes.COUNT];
        FloatVector two = FloatVector.broadcast(Lanes.FLOATS, 2f);
        for (int i = 0; i < ROUNDS; i++) {
            FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, 0);
            two.fma(v, v).intoArray(x, 0);
        }
    }
}
