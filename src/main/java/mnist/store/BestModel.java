package mnist.store;

import java.util.Optional;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.train.TrainingState;
import mnist.train.TrainingState.Counters;

/**
 * The best model of a run, as its last checkpoint knows it.
 *
 * @param over whether no epochs are to come
 */
public record BestModel(RunDirectory run, RunSettings settings, Counters counters, boolean over) {
    private static final String COPY = "take it from a copy";

    /** The epoch after which it was; 0 as long as there is none. */
    int epoch() {
        return settings.data().validation().equals("none") ? counters.epoch : counters.bestEpoch;
    }

    /**
     * Makes sure that a run which goes on has its best model, or will have one. A lost one is made again where the
     * checkpoint is of the same epoch; else the best of the epochs still to come takes its place.
     *
     * @param state whose counters these are
     * @return what was lost, in one line
     * @throws StoreException if it is damaged, is that of another epoch, or is lost for good; nothing is changed then
     */
    public Optional<String> mend(TrainingState state) {
        if (epoch() == 0) {
            return Optional.empty();
        }
        if (PathKind.exists(run.best())) {
            load();
            return Optional.empty();
        }
        if (isTheLast()) {
            ModelFile.save(run.best(), state.evaluated(), settings, epoch());
            return Optional.of(run.best() + " was lost: it is made again from " + run.last());
        }
        if (over) {
            throw lost();
        }
        counters.forgetBest();
        return Optional.of(
                run.best() + " of epoch " + epoch() + " is lost: the best of the epochs still to come is kept");
    }

    /** @throws StoreException if it is missing, damaged, or that of another epoch */
    ModelFile.Model load() {
        if (!PathKind.exists(run.best())) {
            throw lost();
        }
        ModelFile.Model model = read();
        boolean newer = !over && model.epoch() == counters.epoch + 1;
        if (model.epoch() >= 0 && model.epoch() != epoch() && !newer) {
            throw StoreException.of(
                    run.best(),
                    "the model of epoch " + epoch() + ", the best",
                    model.epoch() == 0 ? "a checkpoint" : "that of epoch " + model.epoch(),
                    COPY + ", or delete it: " + without());
        }
        return model;
    }

    private ModelFile.Model read() {
        try {
            return ModelFile.load(run.best());
        } catch (StoreException e) {
            throw new StoreException(e.getMessage() + "; or delete it: " + without(), e);
        }
    }

    private StoreException lost() {
        String cure = COPY + ", or do without: " + without();
        return StoreException.of(run.best(), "the model of epoch " + epoch(), "no such file", cure);
    }

    /** What happens to a run whose best model is not there. */
    private String without() {
        if (isTheLast()) {
            return "train --resume " + run.path() + " makes it again from last.safetensors";
        }
        return over
                ? "when the run is made longer, the best of its further epochs is kept"
                : "train --resume " + run.path() + " keeps the best of the epochs still to come";
    }

    /** Whether the checkpoint holds the same model. */
    private boolean isTheLast() {
        return epoch() == counters.epoch && counters.stepInEpoch == 0;
    }
}
