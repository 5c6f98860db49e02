package mnist.linalg.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The tests run with the flag that makes hash codes addresses. */
class CacheLinesTest {
    @Test
    void theFirstIndexOfALineIsAtAMultipleOf64Bytes() {
        boolean elsewhere = false;
        for (int i = 0; i < 50; i++) {
            float[] array = new float[100 + 2 * i];
            int first = CacheLines.first(array);
            assertTrue(first >= 0 && first < CacheLines.FLOATS, "at " + first);
            int header = 16;
            assertEquals(0, (System.identityHashCode(array) + header + Float.BYTES * first) % 64);
            elsewhere |= first > 0;
        }
        assertTrue(elsewhere, "hash codes are no addresses here");
    }
}
