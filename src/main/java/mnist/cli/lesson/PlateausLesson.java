package mnist.cli.lesson;

import java.util.ArrayList;
import java.util.List;

/** A plateau that looks like the end and is none, and the minima that different beginnings lead to. */
final class PlateausLesson extends Lesson {
    private static final int SEEDS = 3;

    PlateausLesson() {
        super(
                "plateaus",
                "depth=4 width=32 sgd_rate=0.1 momentum_rate=0.1 adam_rate=0.001 small_hidden=16 epochs=15 images=20000");
    }

    @Override
    List<Planned> runs(Settings settings) {
        String deep =
                "--activation sigmoid --hidden " + Settings.layers(settings.count("depth"), settings.get("width"));
        List<Planned> runs = new ArrayList<>();
        for (String optimizer : List.of("sgd", "momentum", "adam")) {
            String own = deep + " --optimizer " + optimizer + " --lr " + settings.get(optimizer + "_rate");
            runs.add(Planned.of(optimizer, own, settings.length()));
        }
        for (int seed = 1; seed <= SEEDS; seed++) {
            String own = "--hidden " + settings.get("small_hidden") + " --lr 0.1 --seed " + seed;
            runs.add(Planned.of("seed-" + seed, own, settings.length()));
        }
        return runs;
    }

    @Override
    List<Chart> charts() {
        return List.of(Chart.TRAIN_LOSS, Chart.FIRST_GRADIENT);
    }

    @Override
    void findings(Settings settings, Outcomes runs, Findings say) {
        Outcome sgd = runs.get("sgd");
        long flat = flatEpochs(sgd);
        say.claim(
                flat > 0 && sgd.loss() < sgd.after(1, epoch -> epoch.train().loss()) / 2,
                "plateau",
                flat,
                Findings.size(sgd.gradient(1)),
                Findings.size(sgd.lastGradient()),
                Findings.loss(sgd.loss()));
        long momentum = flatEpochs(runs.get("momentum"));
        long adam = flatEpochs(runs.get("adam"));
        say.claim(momentum < flat && adam < flat, "left", momentum, adam, flat);
        List<Outcome> seeds =
                runs.all().subList(runs.all().size() - SEEDS, runs.all().size());
        Outcomes ends = new Outcomes(seeds);
        double lowest = ends.lowest(Outcome::loss);
        double highest = ends.highest(Outcome::loss);
        say.claim(
                highest > lowest,
                "seeds",
                Findings.loss(lowest),
                Findings.loss(highest),
                Findings.percent(ends.lowest(Outcome::test)),
                Findings.percent(ends.highest(Outcome::test)));
        double still = ends.all().stream()
                .mapToDouble(run -> run.after(
                                run.epochs().size() - 1, epoch -> epoch.train().loss())
                        - run.loss())
                .max()
                .orElse(Double.NaN);
        say.claim(still > 0, "still", Findings.loss(still));
    }

    /** Epochs whose mean loss is about that of an answer of a tenth for every class, or above. */
    private static long flatEpochs(Outcome run) {
        double guess = StrictMath.log(10);
        return run.epochs().stream()
                .takeWhile(epoch -> epoch.train().loss() > 0.98 * guess)
                .count();
    }
}
