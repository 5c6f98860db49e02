package mnist.train;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.WorkerTeam;
import mnist.nn.Gradients;
import mnist.nn.Parameter;
import mnist.nn.Workspace;
import mnist.optim.Optimizer;
import mnist.optim.WeightPenalty;
import org.ejml.data.FMatrixRMaj;

/** Gradient, clipping, penalties, the optimizer's step, max-norm and averaging, in this order. */
final class OptimizerUpdate implements ParameterUpdate {
    /** Elements per hand-out to a thread: large enough that the hand-out costs nothing. */
    private static final int GRAIN = 4096;

    private final TrainingConfig config;
    private final Optimizer optimizer;
    private final WorkerTeam team;
    private final Gradients gradients;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Parameter> all;
    private final List<Parameter> averaged;
    private final WorkerTeam.Part averageRange = this::averageRange;

    private float learningRate;
    private long step;
    private float gradientScale;
    private float share;
    private int current;

    OptimizerUpdate(TrainingConfig config, TrainingState state, Backend backend) {
        this.config = config;
        optimizer = config.optimizer().create();
        team = backend.team();
        gradients = new Gradients(state.network);
        all = state.network.parameters();
        averaged = state.averaged == null ? List.of() : state.averaged.parameters();
        List<Parameter> trainable = all.stream().filter(Parameter::trainable).toList();
        for (int i = 0; i < trainable.size(); i++) {
            slots.add(new Slot(trainable.get(i), gradients.matrices().get(i), state.optimizerState.get(i)));
        }
    }

    @Override
    public void apply(Workspace workspace, float learningRate, long step) {
        workspace.gradients(gradients);
        this.learningRate = learningRate;
        this.step = step;
        gradientScale = config.clipNorm() > 0 ? clippingScale() : 1;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            team.run(slot.size, GRAIN, slot.update);
            if (slot.penalised) {
                FMatrixRMaj w = slot.parameter.value();
                config.penalty().limit(w.data, w.numRows, w.numCols, slot.lengths);
            }
        }
        average();
    }

    @Override
    public Gradients gradients() {
        return gradients;
    }

    /** Scales the whole gradient down to the longest length allowed (Pascanu, Mikolov, Bengio 2013). */
    private float clippingScale() {
        double squares = 0;
        for (int i = 0; i < slots.size(); i++) {
            FMatrixRMaj g = slots.get(i).gradient;
            for (int j = 0; j < g.getNumElements(); j++) {
                squares += (double) g.data[j] * g.data[j];
            }
        }
        double norm = Math.sqrt(squares);
        return norm > config.clipNorm() ? (float) (config.clipNorm() / norm) : 1;
    }

    /** averaged += (1 - decay) (w - averaged); the decay grows to its value so that early steps do not linger. */
    private void average() {
        if (averaged.isEmpty()) {
            return;
        }
        float decay = Math.min(config.averaging(), (1f + step) / (10f + step));
        share = 1 - decay;
        for (int i = 0; i < all.size(); i++) {
            current = i;
            team.run(all.get(i).value().getNumElements(), GRAIN, averageRange);
        }
    }

    private void averageRange(int from, int to) {
        float[] w = all.get(current).value().data;
        float[] mean = averaged.get(current).value().data;
        for (int j = from; j < to; j++) {
            mean[j] += share * (w[j] - mean[j]);
        }
    }

    /** One parameter with its gradient and memory; its work is bound once, so that a step allocates nothing. */
    private final class Slot {
        private final Parameter parameter;
        private final FMatrixRMaj gradient;
        private final float[][] memory;
        private final int size;
        private final boolean penalised;
        private final float[] lengths;
        private final WorkerTeam.Part update = this::update;

        Slot(Parameter parameter, FMatrixRMaj gradient, float[][] memory) {
            this.parameter = parameter;
            this.gradient = gradient;
            this.memory = memory;
            size = parameter.value().getNumElements();
            penalised = parameter.kind() == Parameter.Kind.WEIGHT
                    && !config.penalty().isNone();
            lengths = new float[parameter.value().numCols];
        }

        private void update(int from, int to) {
            float[] w = parameter.value().data;
            float[] g = gradient.data;
            WeightPenalty penalty = config.penalty();
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
    }
}
