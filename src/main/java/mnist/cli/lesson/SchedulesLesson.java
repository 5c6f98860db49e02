package mnist.cli.lesson;

import java.util.Comparator;
import java.util.List;
import mnist.train.EpochMetrics;

/** A learning rate that stays, one that falls, and one that rises and falls. */
final class SchedulesLesson extends Lesson {
    SchedulesLesson() {
        super("schedules", "rate=0.3 low_rate=0.03 epochs=10 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String common = "--hidden 64 --lr " + settings.get("rate");
        return List.of(
                Planned.of("constant", common, settings.length()),
                Planned.of("low", "--hidden 64 --lr " + settings.get("low_rate"), settings.length()),
                Planned.of("step", common + " --schedule step --lr-every 4 --lr-decay 0.2", settings.length()),
                Planned.of("cosine", common + " --schedule cosine", settings.length()),
                Planned.of("one-cycle", common + " --schedule one-cycle", settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.LEARNING_RATE, Chart.TRAIN_LOSS, Chart.VALIDATION_ACCURACY);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome constant = runs.get("constant");
        Outcome cosine = runs.get("cosine");
        say.claim(
                fall(cosine) < fall(constant),
                "jumps",
                Findings.percent(fall(constant)),
                Findings.percent(fall(cosine)));
        for (String schedule : List.of("step", "cosine", "one-cycle")) {
            Outcome run = runs.get(schedule);
            say.claim(
                    run.loss() < constant.loss(),
                    "lower",
                    schedule,
                    Findings.loss(run.loss()),
                    Findings.loss(constant.loss()),
                    Findings.percent(run.test()),
                    Findings.percent(constant.test()));
        }
        Outcome best = runs.all().stream()
                .max(Comparator.comparingDouble(run -> run.testAccuracy().orElse(0)))
                .orElseThrow();
        say.say(
                "best",
                best.name(),
                Findings.percent(best.test()),
                settings.get("low_rate"),
                Findings.percent(runs.get("low").test()));
    }

    /** By how much the validation accuracy fell at most from one epoch to the next, in the second half. */
    private static double fall(Outcome run) {
        double most = 0;
        List<EpochMetrics> epochs = run.epochs();
        for (int i = Math.max(1, epochs.size() / 2); i < epochs.size(); i++) {
            most = Math.max(
                    most,
                    epochs.get(i - 1).validation().accuracy()
                            - epochs.get(i).validation().accuracy());
        }
        return most;
    }
}
