package mnist.cli.frame;

import java.io.PrintWriter;

/** What commands ask of the program that they belong to. */
public interface Embedding {
    /** Who may ask the command to stop. */
    Stops stopRequests();

    /**
     * Runs a command within this process, beside others if need be.
     *
     * @param words the command and its arguments
     * @return the exit code
     */
    int run(Stops stops, PrintWriter out, PrintWriter err, String... words);
}
