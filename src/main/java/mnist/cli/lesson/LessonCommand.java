package mnist.cli.lesson;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Version;
import mnist.cli.options.DataOptions;
import mnist.cli.options.LanguageOption;
import mnist.cli.usage.Choices;
import mnist.data.fetch.DataFinder;
import mnist.file.AtomicFile;
import mnist.file.OutputPlace;
import mnist.train.EpochMetrics;
import mnist.view.document.Document;
import mnist.view.document.Emphasis;
import mnist.view.document.LineBreaks;
import mnist.view.language.Messages;
import mnist.view.lesson.LessonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains the small networks of an experiment, and says what they show. */
@Command(
        name = "lesson",
        description = {
            "Experiments for learners: each trains a few small networks on this machine, shows its numbers side by side,"
                    + " says what follows from them, and writes a page with the curves.",
            "",
            "Without LESSON, list the lessons. A lesson's settings are words of 'mnist train'. Runs that were trained with"
                    + " the same settings are not trained again."
        },
        customSynopsis = {
            "mnist lesson",
            "       mnist lesson 1",
            "       mnist lesson 3 --epochs 1",
            "       mnist lesson 3 sgd_rate=0.05 images=5000",
            "       mnist lesson vanishing-gradients --lang zh"
        })
public final class LessonCommand extends ReportingCommand {
    private static final String PAGE = "page.html";

    /** What the shell offers. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Lessons.ALL.stream().map(Lesson::name).iterator();
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "LESSON",
            arity = "0..1",
            completionCandidates = Names.class,
            description = "Its number, or its name.")
    private String which;

    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            arity = "0..*",
            description = "Settings of the lesson; the list of lessons has them.")
    private List<String> changes = List.of();

    @Option(names = "--epochs", paramLabel = "N", description = "The same as epochs=N: fewer are faster.")
    private Integer epochs;

    @Option(
            names = "--data",
            paramLabel = DataOptions.LABEL,
            completionCandidates = DataOptions.Names.class,
            defaultValue = DataFinder.AUTO,
            description = DataOptions.MEANING + " Default: ${DEFAULT-VALUE}")
    private String data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the runs and the page, " + PAGE + ". Default: one under runs/lessons/")
    private Path out;

    @Mixin
    private LanguageOption language;

    /** A lesson in the list. */
    private record Listed(int lesson, String name, String title, Map<String, String> settings) {}

    /** @param lesson its number */
    private record Taught(int lesson, String name, Map<String, String> settings, List<Ran> runs, String page) {}

    /** @param testAccuracy null for a run that diverged */
    private record Ran(
            String name,
            String run,
            List<String> options,
            boolean diverged,
            OptionalDouble testAccuracy,
            List<EpochMetrics> epochs) {
        static Ran of(Outcome run) {
            return new Ran(
                    run.name(),
                    run.folder().toString(),
                    run.options(),
                    run.diverged(),
                    run.testAccuracy(),
                    run.epochs());
        }
    }

    @Override
    public Integer call() {
        Console console = console();
        Messages texts = language.messages("lessons");
        if (which == null) {
            list(console, texts);
            return ExitCodes.DONE;
        }
        Lesson lesson = chosen();
        int number = Lessons.ALL.indexOf(lesson) + 1;
        Settings settings = settings(lesson);
        Path folder = out == null
                ? Path.of("runs", "lessons", String.format(Locale.ROOT, "%02d-%s", number, lesson.name()))
                : out;
        List<Lesson.Planned> planned = lesson.runs(settings);
        OutputPlace.requireFolder(folder);
        Path page = folder.resolve(PAGE);
        LessonText text = new LessonText(lesson, texts);
        LessonTraining training = new LessonTraining(program(), stops(), folder, data, console, texts);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            planned.forEach(training::check);
            AtomicFile.createFolder(folder);
            OutputPlace.requireFile(page);
            if (!json) {
                console.result("%s\n", text.title());
                console.results(LineBreaks.of(text.introduction(), "", Console.textWidth()));
                console.result("");
            }
            planned.forEach(run -> outcomes.add(training.run(run)));
        } catch (LessonTraining.Ended e) {
            return e.exitCode();
        }
        Document document = text.document(settings, new Outcomes(outcomes));
        AtomicFile.write(
                page, LessonPage.html(text.title(), text.introduction(), document.blocks(), texts, Version.number()));
        console.kept("the page is %s", page);
        if (json) {
            List<Ran> runs = outcomes.stream().map(Ran::of).toList();
            console.json(new Taught(number, lesson.name(), settings.values(), runs, page.toString()));
        } else {
            console.results(document.lines(Console.outIsTerminal() ? Emphasis.COLOUR : Emphasis.PLAIN));
            console.results(List.of("", String.format(Locale.ROOT, texts.get("page"), page)));
        }
        return ExitCodes.DONE;
    }

    private Lesson chosen() {
        return IntStream.rangeClosed(1, Lessons.ALL.size())
                .filter(number -> which.equals(String.valueOf(number))
                        || which.equals(Lessons.ALL.get(number - 1).name()))
                .mapToObj(number -> Lessons.ALL.get(number - 1))
                .findFirst()
                .orElseThrow(() -> usageError("there is no lesson '" + which + "': expected 1 to " + Lessons.ALL.size()
                        + "; 'mnist lesson' lists them"
                        + Choices.suggestion(
                                which, Lessons.ALL.stream().map(Lesson::name).toList())));
    }

    private Settings settings(Lesson lesson) {
        Map<String, String> values = new LinkedHashMap<>(lesson.settings());
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            String known = String.join(", ", values.keySet());
            require(
                    parts.length == 2 && values.containsKey(parts[0]) && parts[1].matches("[\\w.,+-]+"),
                    "'" + change + "' is no setting of this lesson: expected NAME=VALUE, NAME one of " + known);
            values.put(parts[0], parts[1]);
        }
        if (epochs != null) {
            values.put("epochs", String.valueOf(epochs));
        }
        Settings settings = new Settings(values);
        settings.count("epochs");
        if (!settings.get(Settings.IMAGES).equals("0")) {
            settings.count(Settings.IMAGES);
        }
        return settings;
    }

    private void list(Console console, Messages texts) {
        for (int number = 1; number <= Lessons.ALL.size(); number++) {
            Lesson lesson = Lessons.ALL.get(number - 1);
            String title = texts.get(lesson.name() + ".title");
            if (json) {
                console.json(new Listed(number, lesson.name(), title, lesson.settings()));
                continue;
            }
            StringBuilder settings = new StringBuilder();
            lesson.settings()
                    .forEach((name, value) ->
                            settings.append(' ').append(name).append('=').append(value));
            console.result("%2d  %s", number, title);
            console.results(LineBreaks.of("   " + settings, "    ", Console.textWidth()));
        }
        if (!json) {
            console.results(List.of("", texts.get("choose")));
        }
    }
}
