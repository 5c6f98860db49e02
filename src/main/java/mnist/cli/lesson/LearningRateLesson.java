package mnist.cli.lesson;

import java.util.List;
import java.util.stream.Stream;

/** Steps that are too small, right and too large. */
final class LearningRateLesson extends Lesson {
    LearningRateLesson() {
        super("learning-rate", "small=0.001 right=0.1 large=1 epochs=5 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        return Stream.of("small", "right", "large")
                .map(settings::get)
                .distinct()
                .map(rate -> Planned.of("lr-" + rate, "--hidden 64 --lr " + rate, settings.length()))
                .toList();
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.TRAIN_LOSS, Chart.VALIDATION_ACCURACY);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome small = runs.get("lr-" + settings.get("small"));
        Outcome right = runs.get("lr-" + settings.get("right"));
        Outcome large = runs.get("lr-" + settings.get("large"));
        double first = small.after(1, epoch -> epoch.train().loss());
        say.claim(
                small.loss() < first || small.epochs().size() == 1,
                "small",
                settings.get("small"),
                Findings.loss(first),
                Findings.loss(small.loss()));
        say.claim(
                right.loss() <= runs.lowest(Outcome::loss),
                "right",
                settings.get("right"),
                Findings.loss(right.loss()),
                Findings.percent(right.test()));
        if (large.diverged()) {
            say.say("diverged", settings.get("large"));
        } else {
            say.claim(
                    large.loss() > right.loss(),
                    "large",
                    settings.get("large"),
                    Findings.loss(large.loss()),
                    Findings.percent(large.dead()));
        }
    }
}
