package mnist.cli.lesson;

import java.util.List;

/** Large weights in many layers, and three cures. */
final class ExplodingLesson extends Lesson {
    ExplodingLesson() {
        // look: so short are the steps of those runs that are only looked at.
        super("exploding-gradients", "shallow=3 deep=10 width=32 rate=0.05 look=1e-9 epochs=3 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String width = settings.get("width");
        String shallow = "--hidden " + Settings.layers(settings.count("shallow"), width);
        String deep = "--hidden " + Settings.layers(settings.count("deep"), width);
        String look = " --init normal --lr " + settings.get("look");
        String rate = " --lr " + settings.get("rate");
        return List.of(
                Planned.of("look-shallow", shallow + look, settings.length()),
                Planned.of("look-deep", deep + look, settings.length()),
                Planned.of("normal", deep + " --init normal" + rate, settings.length()),
                Planned.of("clipped", deep + " --init normal --clip-norm 1" + rate, settings.length()),
                Planned.of("norm", deep + " --init normal --norm batch" + rate, settings.length()),
                Planned.of("he", deep + " --init he" + rate, settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.GRADIENT, Chart.VALIDATION_ACCURACY);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        double shallow = runs.get("look-shallow").gradient(1);
        double deep = runs.get("look-deep").gradient(1);
        int more = settings.count("deep") - settings.count("shallow");
        say.claim(
                deep > 10 * shallow,
                "growth",
                Findings.size(shallow),
                settings.get("shallow"),
                Findings.size(deep),
                settings.get("deep"),
                Findings.number("%.1f", StrictMath.pow(deep / shallow, 1.0 / more)),
                Findings.number("%.1f", Math.sqrt(settings.number("width") / 2)));
        Outcome normal = runs.get("normal");
        say.claim(normal.diverged(), "diverged", settings.get("rate"), Findings.percent(normal.test()));
        Outcome clipped = runs.get("clipped");
        say.claim(!clipped.diverged(), "clipped", Findings.percent(clipped.test()));
        double norm = runs.get("norm").test();
        say.claim(norm > VanishingLesson.LEARNT, "norm", Findings.percent(norm));
        double he = runs.get("he").test();
        say.claim(
                he >= runs.highest(Outcome::test),
                "he",
                Findings.percent(he),
                Findings.size(runs.get("he").gradient(1)),
                Findings.size(runs.get("he").lastGradient()));
    }
}
