package mnist.cli.frame;

/** Who asks a command to stop: the signals of the process, or a program that runs the command in its own process. */
@FunctionalInterface
public interface Stops {
    /**
     * What is done when the command is asked to stop, until {@link #answerNoMore}; it returns when all is saved. Nothing,
     * where whoever asks waits for the command itself.
     */
    default void answer(Runnable answer) {}

    /** There is nothing to save any more. */
    default void answerNoMore() {}

    /** Whether the command was asked, for commands that look from time to time. */
    boolean isAsked();

    /** Asked by a method, of any thread. */
    final class Flag implements Stops {
        private final Stops outer;
        private volatile boolean asked;

        public Flag() {
            this(null);
        }

        /** @param outer who may ask as well; null for nobody else */
        public Flag(Stops outer) {
            this.outer = outer;
        }

        /** Asks the command to stop as soon as its work is saved; does not wait for it. */
        public void stop() {
            asked = true;
        }

        @Override
        public boolean isAsked() {
            return asked || (outer != null && outer.isAsked());
        }
    }
}
