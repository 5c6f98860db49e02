package mnist.cli.train;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.nn.NetworkSpec;
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
        if (given.has("--hidden")) {
            hidden();
        }
        ScheduleSpec schedule = config.optimization().schedule();
        boolean falls = schedule.kind() == ScheduleSpec.Kind.STEP || schedule.kind() == ScheduleSpec.Kind.PLATEAU;
        console.beyond(
                "--lr-every",
                falls ? schedule.every() : 0,
                config.epochs() - 1,
                "the run has " + epochs() + "; its rate never falls, as without --schedule " + schedule.kind());
    }

    /** Other programs list the inputs and the classes, too. */
    private void hidden() {
        NetworkSpec network = settings.network();
        List<Integer> widths = network.hidden();
        int last = widths.size() - 1;
        if (last > 0 && widths.get(0) == network.inputs() && widths.get(last) == network.outputs()) {
            console.warning("--hidden names the hidden layers alone: " + network.inputs() + " inputs and "
                    + network.outputs() + " outputs are there without it; if they were meant, leave them out"
                    + (last > 1 ? ", --hidden " + joined(widths.subList(1, last)) : ", --hidden none"));
        }
    }

    private static String joined(List<Integer> widths) {
        return widths.stream().map(String::valueOf).collect(Collectors.joining(","));
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
