package mnist.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.optim.Optimizer;

/**
 * Where a run stands between two steps: with the configuration and the data it is all that is needed to go on exactly. The
 * listener that saves it reads its fields; the trainer alone changes them.
 */
public final class TrainingState {
    /** The parameters being trained. */
    public final Network network;

    /** Averaged weights, or null where the configuration asks for none. */
    public final Network averaged;

    /** The optimizer's memory: for every trainable parameter, one array per name of {@link Optimizer#stateNames()}. */
    public final List<float[][]> optimizerState = new ArrayList<>();

    /** Counters, saved as they are. */
    public Counters counters = new Counters();

    /** What was measured of the layers in the epoch under way, first to last; empty before. */
    public Supplier<List<LayerHealth>> layers = List::of;

    /** Everything about a run that is not a matrix. */
    public static final class Counters {
        /** Epochs completed. */
        public int epoch;

        /** Steps done in the epoch that is under way. */
        public int stepInEpoch;

        /** Steps done over the whole run. */
        public long step;

        /** Sum of the losses of the images trained on in the epoch under way. */
        public double lossSum;

        /** How many of them were recognised before their step. */
        public long correct;

        /** How many there were. */
        public long images;

        /** Seconds of training in the epoch under way. */
        public double seconds;

        public double bestAccuracy = -1;
        public double bestLoss = Double.MAX_VALUE;

        /** The epoch of the best validation; 0 before the first. */
        public int bestEpoch;

        /** How often the plateau schedule has lowered the rate, and after which epoch it last did. */
        public int rateFalls;

        public int lastFallEpoch;

        /** Where the best model is lost, the best of the epochs still to come takes its place. */
        public void forgetBest() {
            bestAccuracy = -1;
            bestLoss = Double.MAX_VALUE;
        }

        void startEpoch() {
            stepInEpoch = 0;
            lossSum = 0;
            correct = 0;
            images = 0;
            seconds = 0;
        }
    }

    /** A run that has not begun. */
    public TrainingState(Network network, TrainingConfig config) {
        this.network = network;
        averaged = config.regularisation().averaging() > 0 ? network.copy() : null;
        Optimizer optimizer = config.optimization().optimizer().create();
        for (Parameter parameter : network.parameters()) {
            if (parameter.trainable()) {
                int size = parameter.value().getNumElements();
                optimizerState.add(new float[optimizer.stateNames().length][size]);
            }
        }
    }

    /**
     * Makes sure that what is written down can be gone on from.
     *
     * @throws DivergedException when a parameter is not a finite number
     */
    public void requireFinite() {
        for (Parameter parameter : network.parameters()) {
            for (float value : parameter.value().data) {
                if (!Float.isFinite(value)) {
                    throw new DivergedException(
                            counters.epoch + 1,
                            counters.stepInEpoch,
                            "a parameter of " + parameter.name() + " is " + value);
                }
            }
        }
    }

    /** The network to evaluate, save as best and predict with. */
    public Network evaluated() {
        return averaged == null ? network : averaged;
    }
}
