package mnist.data;

/** Hears how far a long piece of work has come; called on the working thread, so it should return quickly. */
@FunctionalInterface
public interface ProgressCallback extends AutoCloseable {
    /** For whoever does not want to know. */
    ProgressCallback NONE = (what, done, total) -> {};

    /**
     * Called now and then, and at the end.
     *
     * @param what is being worked on, for people, for example a file name
     * @param done so far, in images or bytes
     * @param total when all is done; 0 if unknown
     */
    void progress(String what, long done, long total);

    /** The work is over, or given up. */
    @Override
    default void close() {}
}
