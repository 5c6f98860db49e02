package mnist.data.fetch;

import java.time.Duration;

/**
 * How long to wait for mirrors.
 *
 * @param connect for a connection to one
 * @param stall for the next byte
 * @param contact for the first byte of the file, of all mirrors together; whoever is sending by then may go on
 * @param pace that a mirror must keep, or it is left
 */
public record Timeouts(Duration connect, Duration stall, Duration contact, Pace pace) {
    /** So many bytes must arrive in every such time. Without it a byte now and then would hold the program for ever. */
    public record Pace(long bytes, Duration time) {}

    /** When the user asked for the data. */
    public static final Timeouts PATIENT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            new Pace(60_000, Duration.ofMinutes(1)));

    /** When there is something else to do without a network: gives up within 5 s, or 10 s for each slow mirror. */
    public static final Timeouts BRIEF = new Timeouts(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            new Pace(1_000_000, Duration.ofSeconds(10)));
}
