package mnist.linalg;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A backend is the sum of its parts; closing it closes the team.
 *
 * @param kernels to be warmed up; null where that brings nothing
 */
record TeamBackend(String name, String description, Gemm gemm, VectorMath math, WorkerTeam team, KernelSet kernels)
        implements Backend {
    private static final AtomicBoolean WARMED_UP = new AtomicBoolean();

    @Override
    public void warmUp() {
        if (kernels == null || WARMED_UP.getAndSet(true)) {
            return;
        }
        Thread thread = new Thread(() -> kernels.warmUp(new SpinTeam(1)), "mnist-warm-up");
        thread.setDaemon(true);
        // If the memory does not suffice, whoever trains will say so.
        thread.setUncaughtExceptionHandler((failed, error) -> {});
        thread.start();
    }

    @Override
    public void close() {
        team.close();
    }
}
