package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import mnist.linalg.Processor;

/** The vector width of this run. Results do not depend on it: a lane is a column, never part of a sum. */
final class Lanes {
    /** Bits of a vector (128, 256 or 512), for tests; the widest the processor has when absent. */
    static final String BITS_PROPERTY = "mnist.simd.bits";

    static final VectorSpecies<Float> FLOATS = species();
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED.withShape(FLOATS.vectorShape());

    /** Floats in a vector. */
    static final int COUNT = FLOATS.length();

    /**
     * Vectors of columns in a panel, and so in a full tile: with 4 rows 16 sums of 32 registers, or 8 of 16 (12 made the
     * compiler spill: half the speed).
     */
    static final int VECTORS_OF_PANEL = hasThirtyTwoRegisters() ? 4 : 2;

    /** Columns of a panel. In a packed one every row takes so much room, also where fewer columns are left. */
    static final int PANEL = VECTORS_OF_PANEL * COUNT;

    private Lanes() {}

    private static boolean hasThirtyTwoRegisters() {
        return !Processor.isX86() || FLOATS.vectorShape() == VectorShape.S_512_BIT;
    }

    private static VectorSpecies<Float> species() {
        int bits = Integer.getInteger(BITS_PROPERTY, 0);
        return bits == 0
                ? FloatVector.SPECIES_PREFERRED
                : FloatVector.SPECIES_PREFERRED.withShape(VectorShape.forBitSize(bits));
    }
}
