package mnist.linalg;

/**
 * What computes: the products, the elementwise functions and the worker threads they share. Handed down through
 * constructors; closing it ends the threads.
 */
public interface Backend extends AutoCloseable {
    /** "simd" or "ejml". */
    String name();

    /** One line for people: which kernel, how wide, how many threads; or why not simd and what would give it. */
    String description();

    Gemm gemm();

    VectorMath math();

    WorkerTeam team();

    /**
     * Lets the JVM compile the inner loops in the background, once in its life, so that the first steps need not wait for
     * them: the first epoch of a small network takes half the time. Returns at once and changes no result.
     */
    void warmUp();

    @Override
    void close();
}
