package mnist.cli.lesson;

import java.util.List;

/** Plain gradient descent, momentum and Adam, and plain descent at a higher rate. */
final class OptimizersLesson extends Lesson {
    OptimizersLesson() {
        super("optimizers", "sgd_rate=0.01 fast_rate=0.1 momentum_rate=0.01 adam_rate=0.001 epochs=5 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String common = "--hidden 64 --optimizer ";
        return List.of(
                Planned.of("sgd", common + "sgd --lr " + settings.get("sgd_rate"), settings.length()),
                Planned.of("sgd-fast", common + "sgd --lr " + settings.get("fast_rate"), settings.length()),
                Planned.of(
                        "momentum",
                        common + "momentum --momentum 0.9 --lr " + settings.get("momentum_rate"),
                        settings.length()),
                Planned.of("adam", common + "adam --lr " + settings.get("adam_rate"), settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.TRAIN_LOSS, Chart.VALIDATION_ACCURACY);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        double sgd = afterOne(runs.get("sgd"));
        double fast = afterOne(runs.get("sgd-fast"));
        double momentum = afterOne(runs.get("momentum"));
        double adam = afterOne(runs.get("adam"));
        say.claim(
                momentum < sgd,
                "momentum",
                settings.get("momentum_rate"),
                Findings.loss(momentum),
                settings.get("sgd_rate"),
                Findings.loss(sgd));
        say.claim(fast < sgd, "fast", settings.get("fast_rate"), Findings.loss(fast), Findings.loss(momentum));
        say.claim(adam < sgd, "adam", settings.get("adam_rate"), Findings.loss(adam));
    }

    private static double afterOne(Outcome run) {
        return run.after(1, epoch -> epoch.train().loss());
    }
}
