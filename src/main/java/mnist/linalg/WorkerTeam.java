package mnist.linalg;

/** Threads that live as long as the run and share ranges of work; the caller is one of them. */
public interface WorkerTeam extends AutoCloseable {
    /** All threads of the team. */
    int size();

    /** How many of them share a run: all, unless {@link #employ} was called. */
    int threads();

    /**
     * Lets the first threads alone share the runs from now on, the caller being the first of all; the others sleep. Not to be
     * called inside a run.
     *
     * @param threads from 1 to {@link #size}
     */
    void employ(int threads);

    /**
     * Calls {@code part} for consecutive ranges that cover [0, count), each a multiple of {@code grain} long but the last;
     * returns when all are done. Results must not depend on where the ranges are cut. An exception thrown by a part is
     * rethrown here.
     */
    void run(int count, int grain, Part part);

    /** Ends the threads. */
    @Override
    void close();

    /** A range of work. */
    @FunctionalInterface
    interface Part {
        void run(int from, int to);
    }
}
