package mnist.cli.lesson;

import java.util.List;
import mnist.view.lesson.WeightCounts;

/** All weights zero at the beginning, and why they are usually random. */
final class ZeroWeightsLesson extends Lesson {
    ZeroWeightsLesson() {
        super("zero-weights", "hidden=30 rate=0.5 epochs=5 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String hidden = " --hidden " + settings.get("hidden") + " --lr " + settings.get("rate");
        return List.of(
                Planned.of("zeros", "--init zeros --activation sigmoid" + hidden, settings.length()),
                Planned.of(
                        "one-unit", "--activation sigmoid --hidden 1 --lr " + settings.get("rate"), settings.length()),
                Planned.of("zeros-relu", "--init zeros --activation relu" + hidden, settings.length()),
                Planned.of("random", "--activation sigmoid" + hidden, settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.VALIDATION_ACCURACY, Chart.GRADIENT);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome zeros = runs.get("zeros");
        Outcome relu = runs.get("zeros-relu");
        Outcome random = runs.get("random");
        int different = different(zeros);
        say.claim(different == 1, "same", settings.get("hidden"), different);
        say.say("random_differ", settings.get("hidden"), different(random));
        say.claim(
                zeros.test() < random.test(), "zeros", Findings.percent(zeros.test()), Findings.percent(random.test()));
        say.say(
                "one",
                Findings.percent(runs.get("one-unit").test()),
                Findings.percent(zeros.test()),
                settings.get("hidden"));
        say.claim(relu.gradient(1) == 0, "relu", Findings.size(relu.gradient(1)), Findings.percent(relu.test()));
    }

    /** How many of the first layer's units differ, in the run's best model. */
    private static int different(Outcome run) {
        return run.network()
                .map(network -> WeightCounts.differentUnits(network.layer(1)))
                .orElse(0);
    }
}
