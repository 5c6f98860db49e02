package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import mnist.train.Trainer.Outcome;
import mnist.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that was stopped and went on leaves the same bits behind as one that was not. */
class ExactResumeTest {
    private static final int EPOCHS = 2;
    private static final int STEPS_PER_EPOCH = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void afterEveryStep(ToyConfigs toy) {
        ToyRun run = new ToyRun(toy.spec(), toy.config(EPOCHS, 1));
        Traces whole = uninterrupted(run, Outcome.COMPLETE);
        for (int step = 1; step <= EPOCHS * STEPS_PER_EPOCH; step++) {
            Path path = folder.resolve("stopped-" + step);
            assertEquals(Outcome.STOPPED, run.begin(path, step));
            assertEquals(Outcome.COMPLETE, run.resume(path));
            assertEquals(whole, Traces.of(path), "stopped after step " + step);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SGD", "ADAM", "PLATEAU"})
    void whereValidationRunsOutOfPatience(ToyConfigs toy) {
        TrainingConfig config = toy.patient(40, 2);
        ToyRun run = new ToyRun(toy.spec(), config);
        Traces whole = uninterrupted(run, Outcome.OUT_OF_PATIENCE);
        int epochs = whole.metrics().size();
        assertTrue(epochs < 40);
        for (int step = (epochs - 2) * STEPS_PER_EPOCH; step <= epochs * STEPS_PER_EPOCH; step++) {
            Path path = folder.resolve("stopped-" + step);
            assertEquals(Outcome.STOPPED, run.begin(path, step));
            assertEquals(Outcome.OUT_OF_PATIENCE, run.resume(path));
            assertEquals(whole, Traces.of(path), "stopped after step " + step);
        }
    }

    /** A trainer may be killed after its last checkpoint, before it could say that it was the last. */
    @Test
    void aRunOutOfPatienceDoesNotContinue() {
        ToyRun run = new ToyRun(ToyConfigs.PLATEAU.spec(), ToyConfigs.PLATEAU.patient(40, 2));
        Traces whole = uninterrupted(run, Outcome.OUT_OF_PATIENCE);
        assertEquals(Outcome.OUT_OF_PATIENCE, run.resume(folder.resolve("whole")));
        assertEquals(whole, Traces.of(folder.resolve("whole")));
    }

    @ParameterizedTest
    @EnumSource(names = {"SGD", "ADAMW", "DROPOUT", "AVERAGED", "BATCH_NORM_AVERAGED", "PLATEAU"})
    void extendedByMoreEpochs(ToyConfigs toy) {
        Traces whole = uninterrupted(new ToyRun(toy.spec(), toy.config(EPOCHS + 2, 1)), Outcome.COMPLETE);
        Path path = folder.resolve("extended");
        new ToyRun(toy.spec(), toy.config(EPOCHS, 1)).train(path);
        new ToyRun(toy.spec(), toy.config(EPOCHS + 2, 1)).resume(path);
        assertEquals(whole, Traces.of(path));
    }

    /** Its rates are those of the whole plan. */
    @ParameterizedTest
    @EnumSource(names = {"RMSPROP", "ADAM", "PLATEAU", "BATCH_NORM_AVERAGED", "EVERYTHING_ADAMW"})
    void heldAfterEpochsOfALongerPlan(ToyConfigs toy) {
        ToyRun run = new ToyRun(toy.spec(), toy.config(EPOCHS + 2, 1));
        Traces whole = uninterrupted(run, Outcome.COMPLETE);
        Path path = folder.resolve("held");
        assertEquals(Outcome.PAUSED, run.until(1).train(path));
        assertEquals(whole.metrics().subList(0, 1), Traces.of(path).metrics());
        assertEquals(Outcome.PAUSED, run.until(EPOCHS + 1).resume(path));
        Traces held = Traces.of(path);
        assertEquals(whole.metrics().subList(0, EPOCHS + 1), held.metrics());
        assertEquals(Outcome.PAUSED, run.until(EPOCHS).resume(path));
        assertEquals(held, Traces.of(path), "there was nothing to do");
        assertEquals(Outcome.COMPLETE, run.resume(path));
        assertEquals(whole, Traces.of(path));
    }

    /** What ends a run comes first: nobody waits for more of it. */
    @Test
    void aRunThatEndsWhereItWouldBeHeldIsOver() {
        ToyRun run = new ToyRun(ToyConfigs.PLATEAU.spec(), ToyConfigs.PLATEAU.patient(40, 2));
        int epochs = uninterrupted(run, Outcome.OUT_OF_PATIENCE).metrics().size();
        assertEquals(Outcome.OUT_OF_PATIENCE, run.until(epochs).train(folder.resolve("held")));
    }

    @Test
    void theLearningRateFallsOnThePlateau() {
        Traces whole = uninterrupted(
                new ToyRun(ToyConfigs.PLATEAU.spec(), ToyConfigs.PLATEAU.config(EPOCHS + 3, 1)), Outcome.COMPLETE);
        assertTrue(whole.metrics().stream().map(row -> row.get(2)).distinct().count() > 1, "the rate never fell");
    }

    private Traces uninterrupted(ToyRun run, Outcome expected) {
        Path path = folder.resolve("whole");
        assertEquals(expected, run.train(path));
        return Traces.of(path);
    }
}
