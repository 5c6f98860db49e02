package mnist.train;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.WorkerTeam;
import mnist.nn.Gradients;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.nn.Workspace;
import mnist.optim.Optimizer;
import mnist.optim.WeightPenalty;
import org.ejml.data.FMatrixRMaj;

/** Gradient (one for windows that are tied), clipping, penalties, the optimizer's step, max-norm and averaging, in this order. */
final class OptimizerUpdate {
    /** Elements per hand-out to a thread: large enough that the hand-out costs nothing. */
    private static final int GRAIN = 4096;

    /** Likewise rows of a matrix with receptive fields. */
    private static final int ROW_GRAIN = 16;

    /** Elements that are taken through all passes at a time: what these touch stays in the first-level cache. */
    private static final int CHUNK = 1024;

    private final Regularisation regularisation;
    private final WeightPenalty penalty;
    private final Optimizer optimizer;
    private final WorkerTeam team;
    private final Gradients gradients;
    private final TiedWindows windows;
    private final List<Slot> slots = new ArrayList<>();

    private float learningRate;
    private long step;
    private float gradientScale;
    private float share;

    OptimizerUpdate(TrainingConfig config, TrainingState state, Backend backend) {
        regularisation = config.regularisation();
        penalty = config.optimization().penalty();
        optimizer = config.optimization().optimizer().create();
        team = backend.team();
        gradients = new Gradients(state.network);
        windows = new TiedWindows(state.network, gradients, team);
        List<Parameter> all = state.network.parameters();
        int trained = 0;
        for (int i = 0; i < all.size(); i++) {
            float[] mean = meanOf(state.averaged, i);
            if (all.get(i).trainable()) {
                slots.add(new Slot(
                        all.get(i), gradients.matrices().get(trained), state.optimizerState.get(trained), mean));
                trained++;
            } else if (mean != null) {
                slots.add(new Slot(all.get(i), null, null, mean));
            }
        }
    }

    private static float[] meanOf(Network averaged, int i) {
        return averaged == null ? null : averaged.parameters().get(i).value().data;
    }

    /**
     * @param epoch under way, from 1
     * @param step number of this step over the whole run, from 1
     */
    void apply(Workspace workspace, float learningRate, int epoch, long step) {
        workspace.gradients(gradients);
        if (epoch <= regularisation.tiedEpochs()) {
            windows.tieGradients();
        }
        this.learningRate = learningRate;
        this.step = step;
        gradientScale = regularisation.clipNorm() > 0 ? clippingScale() : 1;
        // The decay grows to its value so that early steps do not linger.
        share = 1 - Math.min(regularisation.averaging(), (1f + step) / (10f + step));
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).apply();
        }
    }

    /** The gradients that the last call took. */
    Gradients gradients() {
        return gradients;
    }

    /** Scales the whole gradient down to the longest length allowed (Pascanu, Mikolov, Bengio 2013). */
    private float clippingScale() {
        double squares = 0;
        for (int i = 0; i < slots.size(); i++) {
            squares = slots.get(i).addSquares(squares);
        }
        double norm = Math.sqrt(squares);
        return norm > regularisation.clipNorm() ? (float) (regularisation.clipNorm() / norm) : 1;
    }

    /** One parameter with its gradient and memory; its work is bound once, so that a step allocates nothing. */
    private final class Slot {
        private final Parameter parameter;

        /** Null for statistics, which are only averaged. */
        private final FMatrixRMaj gradient;

        private final float[][] memory;

        /** Null where nothing is averaged. */
        private final float[] mean;

        private final boolean penalised;

        /** Scratch for the lengths of columns; null where they are not limited. */
        private final float[] lengths;

        private final WorkerTeam.Part update = this::update;
        private final WorkerTeam.Part updateRows = this::updateRows;
        private final WorkerTeam.Part average = this::average;

        Slot(Parameter parameter, FMatrixRMaj gradient, float[][] memory, float[] mean) {
            this.parameter = parameter;
            this.gradient = gradient;
            this.memory = memory;
            this.mean = mean;
            penalised = parameter.kind() == Parameter.Kind.WEIGHT && !penalty.isNone();
            lengths = penalised && penalty.maxNorm() > 0 ? new float[parameter.value().numCols] : null;
        }

        private double addSquares(double squares) {
            double sum = squares;
            int size = gradient == null ? 0 : gradient.getNumElements();
            for (int j = 0; j < size; j++) {
                sum += (double) gradient.data[j] * gradient.data[j];
            }
            return sum;
        }

        private void apply() {
            FMatrixRMaj w = parameter.value();
            if (parameter.connections() == null) {
                team.run(w.getNumElements(), GRAIN, update);
            } else {
                team.run(w.numRows, ROW_GRAIN, updateRows);
            }
            if (lengths != null) {
                penalty.limit(w.data, w.numRows, w.numCols, lengths);
                team.run(w.getNumElements(), GRAIN, average);
            }
        }

        private void updateRows(int from, int to) {
            parameter.connections().eachRow(from, to, update);
        }

        private void update(int from, int to) {
            for (int chunk = from; chunk < to; chunk += CHUNK) {
                int end = Math.min(to, chunk + CHUNK);
                if (gradient != null) {
                    descend(parameter.value().data, gradient.data, chunk, end);
                }
                if (lengths == null) {
                    average(chunk, end);
                }
            }
        }

        private void descend(float[] w, float[] g, int from, int to) {
            if (gradientScale != 1) {
                for (int i = from; i < to; i++) {
                    g[i] *= gradientScale;
                }
            }
            if (penalised) {
                penalty.addTo(g, w, from, to);
                penalty.decay(w, from, to, learningRate);
            }
            optimizer.update(w, g, memory, from, to, learningRate, step);
        }

        /** mean += (1 - decay) (w - mean). */
        private void average(int from, int to) {
            if (mean == null) {
                return;
            }
            float[] w = parameter.value().data;
            for (int j = from; j < to; j++) {
                mean[j] += share * (w[j] - mean[j]);
            }
        }
    }
}
