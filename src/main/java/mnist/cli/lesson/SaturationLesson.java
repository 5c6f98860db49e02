package mnist.cli.lesson;

import java.util.List;

/** Squared error and cross-entropy when the outputs are saturated. */
final class SaturationLesson extends Lesson {
    SaturationLesson() {
        super("saturation", "rate=0.1 hidden=100 epochs=5 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String common = "--activation sigmoid --output sigmoid --hidden " + settings.get("hidden") + " --lr "
                + settings.get("rate") + " --loss ";
        return List.of(
                Planned.of("mse-normal", common + "mse --init normal", settings.length()),
                Planned.of("ce-normal", common + "cross-entropy --init normal", settings.length()),
                Planned.of("mse", common + "mse", settings.length()),
                Planned.of("ce", common + "cross-entropy", settings.length()));
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.VALIDATION_ACCURACY, Chart.GRADIENT);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        compare(say, "normal", runs.get("mse-normal"), runs.get("ce-normal"));
        compare(say, "suited", runs.get("mse"), runs.get("ce"));
        Outcome mse = runs.get("mse-normal");
        Outcome crossEntropy = runs.get("ce-normal");
        say.claim(
                mse.lastGradient() < crossEntropy.lastGradient(),
                "gradient",
                Findings.size(mse.lastGradient()),
                Findings.size(crossEntropy.lastGradient()));
    }

    private static void compare(Findings say, String key, Outcome mse, Outcome crossEntropy) {
        double first = mse.after(1, epoch -> epoch.validation().accuracy());
        double second = crossEntropy.after(1, epoch -> epoch.validation().accuracy());
        say.claim(first < second, key, Findings.percent(first), Findings.percent(second));
    }
}
