package mnist.store;

import mnist.train.EpochMetrics;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/**
 * Writes a run down as it goes: metrics, the best model, checkpoints.
 *
 * @param checkpointEvery steps between checkpoints within an epoch, 0 for none
 */
public record RunRecorder(RunDirectory run, MetricsFiles metricsFiles, RunSettings settings, int checkpointEvery)
        implements TrainingListener {
    @Override
    public boolean afterStep(TrainingState state) {
        if (checkpointEvery > 0 && state.counters.step % checkpointEvery == 0) {
            checkpoint(state);
        }
        return true;
    }

    @Override
    public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
        metricsFiles.append(metrics);
        if (best) {
            ModelFile.save(run.best(), state.evaluated(), settings, state.counters.epoch);
        }
        checkpoint(state);
        return true;
    }

    /** Writes the state as it stands. */
    public void checkpoint(TrainingState state) {
        state.requireFinite();
        ModelFile.saveCheckpoint(run.last(), state, settings);
    }
}
