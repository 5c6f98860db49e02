package mnist.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import mnist.train.TrainingConfig;
import mnist.train.TrainingState;

/**
 * What is trained in rounds: images are dealt to replicas like cards, each replica takes so many steps in a round, and then
 * their numbers are averaged.
 *
 * @param steps of a replica in a round
 * @param settings of {@code train}, as JSON
 */
record Rounds(int replicas, int steps, String settings) implements Serializable {
    /** 2^64 over the golden ratio: seeds of replicas are far from those of other runs. Replica 0 has that of the run. */
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    RunSettings run() {
        return RunSettings.fromMap(Json.parse(settings));
    }

    TrainingConfig config(int replica) {
        TrainingConfig config = run().training();
        return new TrainingConfig(
                config.epochs(),
                config.batchSize(),
                config.learningRate(),
                config.seed() + replica * SEED_STEP,
                config.optimization(),
                config.regularisation(),
                config.stopping(),
                config.distillation());
    }

    /** The images of a replica, of all that are trained on. */
    Dataset shard(Dataset train, int replica) {
        int[] dealt = IntStream.iterate(replica, i -> i < train.size(), i -> i + replicas)
                .toArray();
        return train.subset(dealt, train.name() + " of replica " + replica);
    }

    /** Of the first replica, which has the most images. */
    int stepsPerEpoch() {
        int batch = run().training().batchSize();
        int images = (run().data().trainImages() + replicas - 1) / replicas;
        return (images + batch - 1) / batch;
    }

    int rounds() {
        return Math.toIntExact((allSteps() + steps - 1) / steps);
    }

    /** That a replica has done before a round, at most. */
    long stepsBefore(int round) {
        return Math.min((long) round * steps, allSteps());
    }

    private long allSteps() {
        return (long) run().training().epochs() * stepsPerEpoch();
    }

    /** All numbers of a state, in one order: parameters, averaged parameters, and what the optimizer remembers of each. */
    static float[][] numbers(TrainingState state) {
        List<float[]> numbers = new ArrayList<>(of(state.network));
        if (state.averaged != null) {
            numbers.addAll(of(state.averaged));
        }
        state.optimizerState.forEach(memory -> numbers.addAll(Arrays.asList(memory)));
        return numbers.toArray(float[][]::new);
    }

    private static List<float[]> of(Network network) {
        return network.parameters().stream()
                .map(Parameter::value)
                .map(matrix -> matrix.data)
                .toList();
    }

    /** Takes over the {@link #numbers} of another state. */
    static void set(TrainingState state, float[][] numbers) {
        float[][] own = numbers(state);
        for (int i = 0; i < own.length; i++) {
            System.arraycopy(numbers[i], 0, own[i], 0, own[i].length);
        }
    }

    /**
     * The mean of the replicas' numbers. They are summed in pairs, pairs of pairs and so on, whoever was done first. The
     * first of the list becomes the mean.
     */
    static float[][] mean(List<float[][]> replicas) {
        for (int apart = 1; apart < replicas.size(); apart *= 2) {
            for (int i = 0; i + apart < replicas.size(); i += 2 * apart) {
                add(replicas.get(i), replicas.get(i + apart));
            }
        }
        float[][] mean = replicas.get(0);
        for (float[] numbers : mean) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] /= replicas.size();
            }
        }
        return mean;
    }

    private static void add(float[][] sum, float[][] more) {
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += more[i][j];
            }
        }
    }
}
