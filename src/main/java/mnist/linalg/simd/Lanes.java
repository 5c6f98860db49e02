package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vector width of this run. Results do not depend on it: a lane is a column, never part of a sum. */
final class Lanes {
    /** Bits of a vector (128, 256 or 512), for tests; the widest the processor has when absent. */
    static final String BITS_PROPERTY = "mnist.simd.bits";

    static final VectorSpecies<Float> FLOATS = species();
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED.withShape(FLOATS.vectorShape());

    /** Floats in a vector. */
    static final int COUNT = FLOATS.length();

    private Lanes() {}

    private static VectorSpecies<Float> species() {
        int bits = Integer.getInteger(BITS_PROPERTY, 0);
        return bits == 0
                ? FloatVector.SPECIES_PREFERRED
                : FloatVector.SPECIES_PREFERRED.withShape(VectorShape.forBitSize(bits));
    }
}
