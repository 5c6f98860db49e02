package mnist.spark;

import mnist.cli.frame.Stops;
import org.apache.spark.TaskContext;

/** Spark asks a task to stop: its job was cancelled, or another attempt is no longer needed. */
record TaskStops(TaskContext task) implements Stops {
    @Override
    public void answer(Runnable answer) {
        // Spark waits for the task itself.
    }

    @Override
    public void answerNoMore() {
        // As above.
    }

    @Override
    public boolean isAsked() {
        return task.isInterrupted();
    }
}
