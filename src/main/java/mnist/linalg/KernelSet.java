package mnist.linalg;

/** The products and functions of one instruction set; the vector one is found by name, since it may fail to load. */
public interface KernelSet {
    /** Width of a vector register in bits. */
    int bits();

    /** Why these kernels cannot be fast or cannot run here, in a few words; null when they can. */
    String obstacle();

    Gemm gemm(WorkerTeam team);

    VectorMath math();

    /** Computes what a small training computes, on made-up numbers, until the inner loops are compiled. */
    void warmUp(WorkerTeam alone);
}
