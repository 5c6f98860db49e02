package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import mnist.linalg.Gemm;
import mnist.linalg.KernelSet;
import mnist.linalg.VectorMath;
import mnist.linalg.WorkerTeam;

/** The kernels on the Vector API. */
public final class SimdKernels implements KernelSet {
    @Override
    public int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    @Override
    public String obstacle() {
        return "not built yet";
    }

    @Override
    public Gemm gemm(WorkerTeam team) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VectorMath math() {
        throw new UnsupportedOperationException();
    }
}
