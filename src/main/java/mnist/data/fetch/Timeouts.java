package mnist.data.fetch;

import java.time.Duration;

/**
 * How long to wait for mirrors.
 *
 * @param connect for a connection to one
 * @param stall for the next byte
 * @param contact for the first byte of the file, of all mirrors together; whoever is sending by then may go on
 */
public record Timeouts(Duration connect, Duration stall, Duration contact) {
    /** When the user asked for the data. */
    public static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** When there is something else to do without a network: gives up within 5 s. */
    public static final Timeouts BRIEF =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(4));
}
