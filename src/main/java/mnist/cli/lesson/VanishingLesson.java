package mnist.cli.lesson;

import java.util.List;
import java.util.stream.Stream;

/** Ten hidden layers with sigmoid, with relu, and with residual connections. */
final class VanishingLesson extends Lesson {
    /** Better than guessing among ten classes, and than naming the most frequent one. */
    static final double LEARNT = 0.2;

    VanishingLesson() {
        super("vanishing-gradients", "depth=10 width=32 rate=0.05 epochs=4 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String common = "--hidden " + Settings.layers(settings.count("depth"), settings.get("width")) + " --lr "
                + settings.get("rate") + " --activation ";
        return Stream.of(
                        List.of("sigmoid", "sigmoid"),
                        List.of("relu", "relu"),
                        List.of("sigmoid-residual", "sigmoid --residual"),
                        List.of("residual-norm", "relu --residual --norm batch"))
                .map(run -> Planned.of(run.get(0), common + run.get(1), settings.length()))
                .toList();
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.GRADIENT, Chart.VALIDATION_ACCURACY);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome sigmoid = runs.get("sigmoid");
        Outcome relu = runs.get("relu");
        Outcome residual = runs.get("sigmoid-residual");
        say.claim(
                sigmoid.gradient(1) < sigmoid.lastGradient() / 10,
                "sigmoid",
                Findings.size(sigmoid.gradient(1)),
                Findings.size(sigmoid.lastGradient()),
                Findings.times(sigmoid.lastGradient(), sigmoid.gradient(1)));
        say.claim(sigmoid.test() < LEARNT, "guessing", Findings.percent(sigmoid.test()));
        say.claim(
                relu.gradient(1) / relu.lastGradient() > 10 * sigmoid.gradient(1) / sigmoid.lastGradient(),
                "relu",
                Findings.size(relu.gradient(1)),
                Findings.size(relu.lastGradient()),
                Findings.percent(relu.test()));
        say.claim(
                residual.test() > sigmoid.test(),
                "residual",
                Findings.percent(residual.test()),
                Findings.percent(sigmoid.test()));
        double norm = runs.get("residual-norm").test();
        say.claim(norm > relu.test(), "norm", Findings.percent(norm));
    }
}
