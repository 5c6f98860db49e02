package mnist.linalg;

import java.lang.management.ManagementFactory;

/**
 * Counts the bytes that all threads of the program allocate between two moments, and in how many such rounds in a row
 * there were none. For a JVM of its own: where several vector widths have been used the compiler cannot know the width,
 * and boxes every vector.
 */
public final class AllocationMeter {
    private final com.sun.management.ThreadMXBean counters =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long[] others = {};
    private long before;
    private long bytes;
    private int quietRounds;

    /** A round begins. */
    public void begin() {
        others = otherThreads();
        before = allocated();
    }

    /** The round ends. Does not allocate itself. */
    public void end() {
        bytes = allocated() - before;
        quietRounds = bytes == 0 ? quietRounds + 1 : 0;
    }

    /** The rounds without a byte, up to the last one. */
    public int quietRounds() {
        return quietRounds;
    }

    /** "nothing allocated" if so many rounds were quiet in the end, else how much it was in the last one. */
    public String verdict(int wanted) {
        return quietRounds >= wanted ? "nothing allocated" : bytes + " bytes in the last round";
    }

    private long allocated() {
        long sum = counters.getCurrentThreadAllocatedBytes();
        for (long thread : others) {
            sum += counters.getThreadAllocatedBytes(thread);
        }
        return sum;
    }

    @SuppressWarnings("deprecation") // What replaces getId came with JDK 19.
    private static long[] otherThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getThreadGroup() != null
                        && thread.getThreadGroup().getName().equals("main"))
                .mapToLong(Thread::getId)
                .toArray();
    }
}
