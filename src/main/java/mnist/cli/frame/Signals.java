package mnist.cli.frame;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the program does when SIGINT, SIGTERM or SIGHUP ends it: whoever has something to save says how, all others are
 * ended with one line. The exit code is the JVM's: 128 and the number of the signal.
 */
public final class Signals {
    /** Commands of this process are asked to stop by its signals. */
    public static final Stops STOPS = new Stops() {
        @Override
        public void answer(Runnable answer) {
            Signals.answer(answer);
        }

        @Override
        public void answerNoMore() {
            Signals.answerNoMore();
        }

        @Override
        public boolean isAsked() {
            return false;
        }
    };

    /** So long an answer may take: whoever stops machines often kills after a minute. */
    public static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("mnist.stop.seconds", 30));

    private static final AtomicReference<Runnable> ANSWER = new AtomicReference<>(Signals::stopped);

    private Signals() {}

    /** From now on a signal has an answer, until {@link #ended}. */
    public static void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ANSWER.get().run(), "signal"));
    }

    /** The answer, in a thread of its own; the program ends when it returns. */
    public static void answer(Runnable answer) {
        ANSWER.set(answer);
    }

    /** There is nothing to save any more. */
    public static void answerNoMore() {
        ANSWER.set(Signals::stopped);
    }

    /** The program ends by itself. */
    public static void ended() {
        ANSWER.set(() -> {});
    }

    private static void stopped() {
        TerminalBar.clear();
        System.err.println("mnist: stopped");
    }
}
