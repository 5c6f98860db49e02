package mnist.cli.lesson;

import java.util.List;

/** Few images, and what helps: l2, dropout, augmentation. */
final class OverfittingLesson extends Lesson {
    OverfittingLesson() {
        super("overfitting", "l2=0.01 dropout=0.5 epochs=40 images=1000 watched=5000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        int watched = settings.count("watched");
        List<String> common = List.of(
                "--hidden",
                "256",
                "--epochs",
                settings.get("epochs"),
                "--limit",
                String.valueOf(settings.count("images") + watched),
                "--validation",
                String.valueOf(watched));
        String rate = "--lr 0.1";
        return List.of(
                Planned.of("plain", rate, common),
                Planned.of("l2", rate + " --l2 " + settings.get("l2"), common),
                Planned.of("dropout", rate + " --dropout " + settings.get("dropout"), common),
                Planned.of("augment", rate + " --augment ciresan", common));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.TRAIN_ACCURACY, Chart.VALIDATION_ACCURACY, Chart.VALIDATION_LOSS);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome plain = runs.get("plain");
        double known = plain.last(epoch -> epoch.train().accuracy());
        say.claim(known > plain.validation(), "gap", Findings.percent(known), Findings.percent(plain.validation()));
        double lowest = plain.lowest(epoch -> epoch.validation().loss());
        double end = plain.last(epoch -> epoch.validation().loss());
        say.claim(end > lowest, "rise", Findings.loss(lowest), Findings.loss(end));
        say.say("plain", Findings.percent(plain.test()));
        for (String cure : List.of("l2", "dropout", "augment")) {
            double test = runs.get(cure).test();
            say.claim(test > plain.test(), cure, Findings.percent(test));
        }
    }
}
