package mnist;

import java.util.function.Supplier;

/**
 * A result that another thread computes meanwhile. Whoever asks for it meets the failure of that thread, whatever it ran
 * out of: to note a failure takes no memory, whereas a future can need some to become complete, and is waited for in vain.
 */
public final class BackgroundTask<T> {
    private final Thread thread;
    private T result;
    private Throwable failure;
    private boolean finished;

    private BackgroundTask(String name, Supplier<T> task) {
        thread = new Thread(() -> run(task), name);
        thread.setDaemon(true);
        // Even what fails outside of run is told to whoever waits, not on the terminal.
        thread.setUncaughtExceptionHandler((failed, error) -> {});
    }

    public static <T> BackgroundTask<T> start(String name, Supplier<T> task) {
        BackgroundTask<T> started = new BackgroundTask<>(name, task);
        started.thread.start();
        return started;
    }

    private void run(Supplier<T> task) {
        try {
            result = task.get();
            finished = true;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Waits for the result. Throws what the task threw; an interruption is kept for later. */
    public T result() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (!finished) {
            throw new OutOfMemoryError(thread.getName() + ": the thread ended without a result");
        }
        return result;
    }
}
