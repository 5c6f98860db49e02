package mnist.cli.frame;

import java.io.PrintWriter;

/** What commands ask of the program that they belong to. */
public interface Embedding {
    /** Who may ask the command to stop. */
    Stops stopRequests();

    /** What commands of this process share. */
    Shelf shelf();

    /**
     * Runs a command within this process, beside others if need be; it shares the shelf.
     *
     * @param words the command and its arguments
     * @return the exit code
     */
    int run(Stops stops, PrintWriter out, PrintWriter err, String... words);
}
