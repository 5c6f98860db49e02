package mnist.cli.train;

import java.util.Locale;
import mnist.cli.frame.Console;
import mnist.optim.ScheduleSpec;
import mnist.store.RunSettings;
import mnist.train.TrainingConfig;

/** Tells of numbers that reach beyond the run: it is trained as well, but perhaps not as was thought. */
record BeyondLimits(Console console, RunSettings settings) {
    /** @param given whose batch is spoken of; the usual one may be larger than few images */
    void tell(GivenOptions given, int checkpointEvery) {
        TrainingConfig config = settings.training();
        int images = settings.data().trainImages();
        console.beyond(
                "--batch",
                given.has("--batch") ? config.batchSize() : 0,
                images,
                line("there are %,d images to train on; each step takes them all, as --batch full does", images));
        long steps = (images + config.batchSize() - 1L) / config.batchSize() * config.epochs();
        console.beyond(
                "--checkpoint-every",
                checkpointEvery,
                steps,
                "the run has " + Console.count(steps, "step") + "; checkpoints are written after its epochs alone");
        patience();
        ScheduleSpec schedule = config.optimization().schedule();
        boolean falls = schedule.kind() == ScheduleSpec.Kind.STEP || schedule.kind() == ScheduleSpec.Kind.PLATEAU;
        console.beyond(
                "--lr-every",
                falls ? schedule.every() : 0,
                config.epochs() - 1,
                "the run has " + epochs() + "; its rate never falls, as without --schedule " + schedule.kind());
    }

    /** The first epoch is always the best so far. */
    void patience() {
        console.beyond(
                "--patience",
                settings.training().stopping().patience(),
                settings.training().epochs() - 1,
                "the run has " + epochs() + ", so it never ends one early");
    }

    private String epochs() {
        return Console.count(settings.training().epochs(), "epoch");
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
