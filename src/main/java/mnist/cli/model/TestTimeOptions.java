package mnist.cli.model;

import mnist.InvalidSetting;
import mnist.cli.frame.Usage;
import mnist.cli.options.AugmentationWords;
import mnist.data.augment.Augmentation;
import mnist.data.augment.TestViews;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Test-time augmentation: answers averaged over several views of every image. */
final class TestTimeOptions {
    private static final int MOST_VIEWS = 1000;

    @Option(
            names = "--tta",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Average the probabilities over N views of every image: itself and N - 1 slightly changed ones"
                            + " (test-time augmentation). Default: ${DEFAULT-VALUE}")
    private int views;

    @Option(
            names = "--tta-augment",
            paramLabel = "A",
            defaultValue = "rotation=4,scale=0.04,shift=0.5",
            description = "How to change the views, written like --augment of train. Default: ${DEFAULT-VALUE}")
    private String changes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the changes of --tta. Default: ${DEFAULT-VALUE}")
    private long seed;

    /** @throws InvalidSetting when an option has no such value */
    TestViews views(CommandSpec command) {
        InvalidSetting.require(
                views >= 1 && views <= MOST_VIEWS, "tta", views + ": expected 1 view or more, up to " + MOST_VIEWS);
        if (views == 1) {
            Usage.refuseGiven(
                    command,
                    "has no effect without several views: give --tta N, for example --tta 10",
                    "--tta-augment",
                    "--seed");
        }
        Augmentation augmentation = AugmentationWords.parse("ttaAugment", changes);
        InvalidSetting.require(
                views == 1 || !augmentation.isNone(),
                "tta",
                views + ": --tta-augment " + changes + " changes nothing; give amounts, for example rotation=5");
        InvalidSetting.require(
                augmentation.gentle().isEmpty(),
                "ttaAugment",
                "gentle depends on the label, which is not known here: leave it out, or say gentle=");
        return views == 1 ? TestViews.NONE : new TestViews(views, augmentation, seed);
    }
}
