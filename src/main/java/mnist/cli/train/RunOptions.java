package mnist.cli.train;

import java.nio.file.Path;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.train.TrainingConfig;
import picocli.CommandLine.Option;

/** How a run is kept and when it ends. */
@Section("Run")
public final class RunOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the run, new or empty. Default: a new one under runs/")
    Path out;

    @Option(names = "--dry-run", description = "Print what would be done and stop.")
    boolean dryRun;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            description = "Write a checkpoint after this many steps too, not only after every epoch. 0 for no others.")
    int checkpointEvery;

    @Option(
            names = "--target-accuracy",
            paramLabel = "X",
            converter = Quantities.Share.class,
            description = "Stop as soon as validation reaches this accuracy, as 0.98 or 98%%. 0 for never.")
    Double targetAccuracy;

    @Option(
            names = "--require-accuracy",
            paramLabel = "X",
            converter = Quantities.Share.class,
            description = "Exit with 6 when the accuracy on the test set at the end is below this, as 0.98 or 98%%.")
    Double requireAccuracy;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = Quantities.Seconds.class,
            description =
                    "Stop after this many seconds, or as 90s, 5m, 2h, and write a checkpoint, from which --resume goes on.")
    Double maxTime;

    @Option(
            names = "--until",
            paramLabel = "EPOCH",
            description =
                    "Stop after this epoch, with a checkpoint, from which --resume goes on. The schedule remains that"
                            + " of all --epochs.")
    Integer until;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Options from a JSON file: {\"epochs\": 5, \"lr\": 0.1}.")
    Path config;

    @Option(names = "--quiet", description = "No header, no line per epoch, no progress bar.")
    boolean quiet;

    /** The configuration, which ends a run at the accuracy that was asked for. */
    TrainingConfig withTarget(TrainingConfig config) {
        return targetAccuracy == null ? config : config.with(config.stopping().withTargetAccuracy(targetAccuracy));
    }

    void check() {
        requireShare("targetAccuracy", targetAccuracy);
        requireShare("requireAccuracy", requireAccuracy);
        InvalidSetting.require(checkpointEvery >= 0, "checkpointEvery", checkpointEvery + ": expected 0 or more steps");
        InvalidSetting.require(maxTime == null || maxTime > 0, "maxTime", maxTime + ": expected seconds above 0");
    }

    /** @throws InvalidSetting if the run has no such epoch to stop after */
    void checkUntil(int epochs) {
        InvalidSetting.require(
                until == null || (until >= 1 && until <= epochs),
                "until",
                until + ": expected an epoch from 1 to " + epochs + ", the --epochs of the run");
    }

    /** The epoch to stop after. */
    int lastEpoch(TrainingConfig config) {
        return until == null ? config.epochs() : until;
    }

    private static void requireShare(String setting, Double value) {
        InvalidSetting.require(
                value == null || (value >= 0 && value <= 1),
                setting,
                value + ": expected a share from 0 to 1, for example 0.98 for 98 %");
    }
}
