package mnist.train;

/** Who watches a run: shows it, saves it, stops it. */
public interface TrainingListener {
    /** After every step; must not allocate. Returning false stops the run here, with the state as it stands. */
    default boolean afterStep(TrainingState state) {
        return true;
    }

    /** After every epoch, its counters already closed. Returning false stops the run here. */
    default boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
        return true;
    }
}
