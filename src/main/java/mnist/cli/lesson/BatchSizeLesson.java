package mnist.cli.lesson;

import java.util.List;
import mnist.train.EpochMetrics;

/** Full batch, mini-batch and single images: what is learnt in an epoch, and what in a second. */
final class BatchSizeLesson extends Lesson {
    BatchSizeLesson() {
        // Each batch has a rate that suits it: the average over many images allows longer steps.
        super("batch-size", "full_rate=0.2 mini=32 mini_rate=0.1 single_rate=0.01 goal=0.4 epochs=10 images=10000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String common = "--hidden 64 --batch ";
        return List.of(
                Planned.of("full", common + "full --lr " + settings.get("full_rate"), settings.length()),
                Planned.of(
                        "mini-" + settings.get("mini"),
                        common + settings.get("mini") + " --lr " + settings.get("mini_rate"),
                        settings.length()),
                Planned.of("single", common + "1 --lr " + settings.get("single_rate"), settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.TRAIN_LOSS);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome full = runs.get(0);
        Outcome mini = runs.get(1);
        Outcome single = runs.get(2);
        say.claim(
                full.loss() > mini.loss(),
                "full",
                steps(full),
                Findings.loss(full.loss()),
                steps(mini),
                Findings.loss(mini.loss()));
        say.claim(single.loss() <= runs.lowest(Outcome::loss), "single", steps(single), Findings.loss(single.loss()));
        double miniSpeed = mini.last(EpochMetrics::imagesPerSecond);
        double singleSpeed = single.last(EpochMetrics::imagesPerSecond);
        say.claim(
                miniSpeed > singleSpeed,
                "speed",
                Findings.number("%,.0f", miniSpeed),
                Findings.number("%,.0f", singleSpeed),
                Findings.times(miniSpeed, singleSpeed));
        double goal = settings.number("goal");
        say.say("goal", settings.get("goal"), until(full, goal), until(mini, goal), until(single, goal));
    }

    private static String steps(Outcome run) {
        return Findings.number("%,.0f", run.last(EpochMetrics::step));
    }

    /** Seconds of training up to the first epoch with a loss below the goal. */
    private static String until(Outcome run, double goal) {
        double seconds = 0;
        for (EpochMetrics epoch : run.epochs()) {
            seconds += epoch.seconds();
            if (epoch.train().loss() < goal) {
                return Findings.number("%.2f", seconds);
            }
        }
        return Findings.number("> %.2f", seconds);
    }
}
