package mnist.linalg.simd;

import mnist.linalg.Gemm;
import mnist.linalg.KernelSet;
import mnist.linalg.VectorMath;
import mnist.linalg.WorkerTeam;

/** The kernels on the Vector API. */
public final class SimdKernels implements KernelSet {
    private static final int FEWEST_LANES = 4;

    @Override
    public int bits() {
        return Lanes.FLOATS.vectorBitSize();
    }

    @Override
    public String obstacle() {
        return Lanes.COUNT >= FEWEST_LANES ? null : "this processor's vectors hold only " + Lanes.COUNT + " floats";
    }

    @Override
    public Gemm gemm(WorkerTeam team) {
        return new SimdGemm(team);
    }

    @Override
    public VectorMath math() {
        return new SimdMath();
    }

    @Override
    public void warmUp(WorkerTeam alone) {
        WarmUp.compile(new SimdGemm(alone), new SimdMath());
    }
}
