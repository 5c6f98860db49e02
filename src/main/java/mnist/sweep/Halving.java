package mnist.sweep;

import java.util.List;

/**
 * A sweep that trains all points for some epochs, the best of them for some more, and so on. Every run has the plan of the
 * last epoch from its beginning, so that a point that goes on ends as if it had been trained alone.
 *
 * @param epochs after which points are compared, rung by rung; the last is the length of a whole run
 * @param keep the share of a rung's points that goes on to the next
 */
public record Halving(List<Integer> epochs, double keep) {
    private static final double USUAL_KEEP = 0.33;

    /** As a definition's JSON has it. */
    record Written(List<Integer> epochs, Double keep) {}

    public Halving {
        epochs = List.copyOf(epochs);
    }

    /** @throws IllegalArgumentException that says what was expected and found, in one line */
    static Halving of(Written written) {
        List<Integer> epochs = written.epochs == null ? List.of() : written.epochs;
        boolean rising = epochs.size() > 1 && !epochs.contains(null) && epochs.get(0) > 0;
        for (int rung = 1; rising && rung < epochs.size(); rung++) {
            rising = epochs.get(rung) > epochs.get(rung - 1);
        }
        if (!rising) {
            throw new IllegalArgumentException(
                    "\"halving\": \"epochs\": expected two rising numbers or more, as [2, 6, 18], found " + epochs);
        }
        double keep = written.keep == null ? USUAL_KEEP : written.keep;
        if (!(keep > 0 && keep < 1)) {
            throw new IllegalArgumentException(
                    "\"halving\": \"keep\": expected a share between 0 and 1, as 0.33, found " + keep);
        }
        return new Halving(epochs, keep);
    }

    /** The length of a whole run. */
    int last() {
        return epochs.get(epochs.size() - 1);
    }

    /** How many of so many points go on: the share, rounded, but one at least. */
    public int kept(int points) {
        return (int) Math.max(1, Math.round(keep * points));
    }
}
