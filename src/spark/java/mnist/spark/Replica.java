package mnist.spark;

import java.io.Serializable;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.store.DataUse;
import mnist.store.RunSettings;
import mnist.train.DivergedException;
import mnist.train.EpochMetrics;
import mnist.train.Trainer;
import mnist.train.TrainingConfig;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/** A replica in a round: a function of the numbers it begins with, of the round and of its own number alone. */
final class Replica {
    /** The images of the last training that this process worked for; nothing depends on where they were kept. */
    private static String loadedFor;

    private static Dataset loaded;

    private Replica() {}

    /**
     * What a replica has after a round.
     *
     * @param numbers see {@link Rounds#numbers}
     * @param lossSum over the images of the round, each before its step
     * @param images how many there were
     * @param diverged why it did not come to the end; null if it did
     */
    record Part(float[][] numbers, double lossSum, long images, DivergedException diverged) implements Serializable {}

    static Part train(Rounds rounds, float[][] numbers, int round, int replica, int threads) {
        RunSettings settings = rounds.run();
        TrainingConfig config = rounds.config(replica);
        TrainingState state = new TrainingState(new Network(settings.network()), config);
        Rounds.set(state, numbers);
        Counter counter = new Counter(rounds.stepsBefore(round + 1));
        try (Backend backend = Backends.open(settings.kernel(), threads);
                BatchStream batches = Trainer.batches(config, rounds.shard(images(rounds), replica))) {
            long done = rounds.stepsBefore(round);
            state.counters.step = done;
            state.counters.epoch = (int) (done / batches.stepsPerEpoch());
            state.counters.stepInEpoch = (int) (done % batches.stepsPerEpoch());
            new Trainer(config, state, batches, null, backend, counter).train();
        } catch (DivergedException e) {
            return new Part(null, 0, 0, e);
        }
        return new Part(Rounds.numbers(state), counter.lossSum, counter.images, null);
    }

    private static synchronized Dataset images(Rounds rounds) {
        if (!rounds.settings().equals(loadedFor)) {
            DataUse use = rounds.run().data();
            Dataset whole = Images.reader(Images.place(use), use.reading(), use, Storage.labelled(use.residence()))
                    .read(Split.TRAIN);
            Images.requireSame(Images.place(use), use, whole.fingerprint());
            loaded = use.divide(use.used(whole)).train();
            loadedFor = rounds.settings();
        }
        return loaded;
    }

    /** Ends the round, and adds up what the trainer counts by epochs. */
    private static final class Counter implements TrainingListener {
        private final long last;
        private double closedLossSum;
        private long closedImages;
        private double lossSum;
        private long images;

        /** @param last step of the round */
        Counter(long last) {
            this.last = last;
        }

        @Override
        public boolean afterStep(TrainingState state) {
            lossSum = closedLossSum + state.counters.lossSum;
            images = closedImages + state.counters.images;
            return state.counters.step < last;
        }

        @Override
        public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
            closedLossSum = lossSum;
            closedImages = images;
            return true;
        }
    }
}
