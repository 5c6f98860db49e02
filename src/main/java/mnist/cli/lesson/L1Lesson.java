package mnist.cli.lesson;

import java.util.List;
import mnist.view.lesson.WeightCounts;

/** What l1 does to weights, beside l2 and no penalty. */
final class L1Lesson extends Lesson {
    L1Lesson() {
        super("l1", "weak=1e-4 strong=1e-3 l2=1e-3 small=0.001 epochs=10 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String common = "--hidden 64 --lr 0.1";
        return List.of(
                Planned.of("plain", common, settings.length()),
                Planned.of("l1-weak", common + " --l1 " + settings.get("weak"), settings.length()),
                Planned.of("l1-strong", common + " --l1 " + settings.get("strong"), settings.length()),
                Planned.of("l2", common + " --l2 " + settings.get("l2"), settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.TRAIN_ACCURACY, Chart.VALIDATION_ACCURACY);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        double small = settings.number("small");
        double plain = small(runs.get("plain"), small);
        double weak = small(runs.get("l1-weak"), small);
        double strong = small(runs.get("l1-strong"), small);
        double l2 = small(runs.get("l2"), small);
        say.claim(
                weak > plain && strong > plain,
                "small",
                settings.get("small"),
                Findings.percent(plain),
                Findings.percent(weak),
                Findings.percent(strong));
        say.claim(l2 < strong, "l2", Findings.percent(l2), settings.get("l2"));
        say.claim(
                runs.get("l1-weak").test() >= runs.get("plain").test(),
                "weak",
                settings.get("weak"),
                Findings.percent(runs.get("l1-weak").test()),
                Findings.percent(runs.get("plain").test()));
        say.claim(
                runs.get("l1-strong").test() < runs.get("plain").test(),
                "strong",
                settings.get("strong"),
                Findings.percent(runs.get("l1-strong").test()));
    }

    private static double small(Outcome run, double limit) {
        return run.network()
                .map(network -> WeightCounts.shareBelow(network, limit))
                .orElse(Double.NaN);
    }
}
