package mnist.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.DataOptions;
import mnist.cli.options.LanguageOption;
import mnist.data.Dataset;
import mnist.file.OutputPlace;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.train.Distillation;
import mnist.train.TrainingConfig;
import mnist.view.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network and writes it down. */
@Command(
        name = "train",
        description = "Train a network on digit images.",
        customSynopsis = {
            "mnist train",
            "       mnist train --epochs 5 --lr 0.1 --batch 64 --hidden 128 --out runs/first",
            "       mnist train --hidden 512,512 --optimizer adam --lr 0.001",
            "       mnist train --recipe simard",
            "       mnist train --list-recipes",
            "       mnist train --hidden 32 --teacher runs/first runs/second",
            "       mnist train --resume runs/first --epochs 10",
            "       mnist train --epochs 18 --until 2 --out runs/begun",
            "       mnist train --from runs/first --lr 0.05",
            "       mnist train --init-from runs/first --data my-pictures/",
            "       mnist train @options.txt"
        })
public final class TrainCommand extends ReportingCommand {
    /** Where runs go that are given no folder. */
    private static final String MESSAGES = "train";

    private static final Path RUNS = Path.of("runs");

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private StartOptions start;

    @Mixin
    private DataOptions data;

    @Mixin
    private ValidationOptions validation;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private TeacherOptions teaching;

    @Mixin
    private RunOptions running;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private LanguageOption language;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description =
                    "Go on with a run, by its own settings. --epochs makes it longer; --target-accuracy and --patience"
                            + " move its end; data, kernel (auto: the one it began with), threads, --checkpoint-every and output may"
                            + " be others.")
    private Path resume;

    @Override
    public Integer call() {
        Console console = console();
        if (recipe.list) {
            recipe.print(console, json);
            return ExitCodes.DONE;
        }
        if (resume != null) {
            return resumed(console);
        }
        Messages messages = language.messages(MESSAGES);
        checkBeforeLoading();
        FormerRun former = start.former();
        StartOptions.Start model = start.model();
        Distillation distillation = teaching.distillation();
        if (model != null) {
            model.require(network.spec(
                    model.data().rows(), model.data().columns(), model.data().classes()));
        }
        if (former != null) {
            former.requireSameModels(model == null ? null : model.weights(), distillation);
        }
        GivenOptions given = new GivenOptions(command, running.config);
        try (Backend backend = former == null
                ? backendOptions.open()
                : backendOptions.openLike(former.settings().kernel())) {
            backend.warmUp();
            TrainingData images = TrainingData.load(
                    program().shelf(),
                    data,
                    validation,
                    training.seed,
                    former == null ? null : former.settings().data(),
                    console);
            Dataset train = images.train();
            if (model != null) {
                model.require(train);
            }
            NetworkSpec spec = network.spec(train.rows(), train.columns(), train.classes());
            training.fitTo(train.classNames(), training.asksForGentle(given));
            TrainingConfig config =
                    running.withTarget(training.config(network.initializer(), train.size(), distillation));
            List<Network> teachers = TeacherOptions.networks(distillation, spec);
            RunSettings settings = new RunSettings(
                    RunSettings.FORMAT,
                    Version.number(),
                    backend.name(),
                    recipe.use(given, start, former),
                    spec,
                    config,
                    images.use(),
                    model == null ? null : model.weights());
            if (model != null) {
                model.knowledge(images.use()).ifPresent(console::warning);
            }
            new BeyondLimits(console, settings).tell(given, running.checkpointEvery);
            TrainHeader.Again again = former == null
                    ? null
                    : new TrainHeader.Again(start.from.toString(), former.changed(RecipeOptions.changed(given), spec));
            printHeader(again, settings, images, backend, running.quiet && !running.dryRun);
            if (running.dryRun) {
                return ExitCodes.DONE;
            }
            try (RunDirectory run = create(spec, config)) {
                run.writeConfig(settings.toMap(), running.checkpointEvery);
                return new TrainingRun(console, json, stops(), running, messages, backend, images, settings, teachers)
                        .begin(run);
            }
        }
    }

    /** @param again the run that is done again; null for another */
    private void printHeader(
            TrainHeader.Again again, RunSettings settings, TrainingData images, Backend backend, boolean quiet) {
        TrainHeader header = new TrainHeader(console(), language.messages(MESSAGES));
        if (json) {
            header.printJson(again, settings, backend);
        } else if (!quiet) {
            header.print(again, settings, images, backend);
        }
    }

    /** Impossible combinations are refused before anything is read or fetched. */
    private void checkBeforeLoading() {
        teaching.check(command, network.specOfUnknownImages());
        TrainingConfig config =
                recipe.explaining(start, () -> training.config(network.initializer(), 1, Distillation.NONE));
        running.check();
        running.checkUntil(config.epochs());
        OptionConflicts.check(command, new GivenOptions(command, running.config));
        validation.check();
        if (validation.isNone()) {
            ValidationOptions.requireUnneeded(running.withTarget(config));
        }
        if (running.out == null && !running.dryRun) {
            OutputPlace.requireFolder(RUNS);
        }
        if (running.out != null) {
            try {
                RunDirectory.requireNew(running.out);
            } catch (StoreException e) {
                if (e.getCause() instanceof IOException) {
                    // The disk failed, not the user.
                    throw e;
                }
                throw Usage.error(command, e.getMessage());
            }
            OutputPlace.requireFolder(running.out);
        }
    }

    /** The run's folder has all that is printed. */
    @Override
    protected boolean goesOnUnread() {
        return true;
    }

    private RunDirectory create(NetworkSpec spec, TrainingConfig config) {
        if (running.out != null) {
            return RunDirectory.create(running.out);
        }
        String name = spec.widths() + "-lr" + config.learningRate() + "-seed" + config.seed();
        return RunDirectory.createUnder(RUNS, LocalDateTime.now(ZoneId.systemDefault()), name);
    }

    private int resumed(Console console) {
        ResumeOptions.check(command);
        running.check();
        Messages messages = language.messages(MESSAGES);
        try (RunDirectory run = RunDirectory.resume(resume)) {
            RunSettings settings = ResumeOptions.settings(run, command, training, running);
            running.checkUntil(settings.training().epochs());
            if (!command.commandLine().getParseResult().hasMatchedOption("--checkpoint-every")) {
                running.checkpointEvery = RunDirectory.readCheckpointEvery(run.config());
            }
            List<Network> teachers = TeacherOptions.networks(settings.training().distillation(), settings.network());
            try (Backend backend = backendOptions.openLike(settings.kernel())) {
                backend.warmUp();
                ResumeOptions.warnOfOtherKernel(settings, backend, console);
                if (isGiven("--patience")) {
                    new BeyondLimits(console, settings).patience();
                }
                TrainingData images = TrainingData.reload(program().shelf(), data, settings.data(), command, console);
                printHeader(null, settings, images, backend, running.quiet);
                return new TrainingRun(console, json, stops(), running, messages, backend, images, settings, teachers)
                        .resume(run);
            }
        }
    }
}
