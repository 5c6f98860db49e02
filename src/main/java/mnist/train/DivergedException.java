package mnist.train;

/** The loss or the gradients stopped being finite numbers; the step was not applied. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int epoch;
    private final int step;

    DivergedException(int epoch, int step, String what) {
        super("training diverged in epoch " + epoch + ", step " + step + ": " + what);
        this.epoch = epoch;
        this.step = step;
    }

    public int epoch() {
        return epoch;
    }

    /** Step in the epoch, from 1. */
    public int step() {
        return step;
    }
}
