package mnist.cli.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.cli.frame.Console;
import mnist.cli.frame.Usage;
import mnist.data.DataException;
import mnist.view.document.Document;
import mnist.view.document.Emphasis;
import mnist.view.explain.Exercise;
import mnist.view.explain.ExerciseText;
import mnist.view.language.Messages;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What else can be made of an explanation: a table over several images, an exercise, a script for PyTorch. */
final class TaskOptions {
    @Option(
            names = "--images",
            paramLabel = "N,...",
            split = ",",
            description =
                    "Beside each other: an image of each of these classes, the first from --index on, and the mean"
                            + " of what they ask for; what if only the first were listened to.")
    List<String> classes;

    @Option(names = "--exercise", description = "The backward pass with blanks to fill in, and a key.")
    boolean exercise;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Mark the exercise that was filled in; a wrong answer is told its likely slip.")
    private Path check;

    @Option(names = "--torch", description = "A Python script that prints the same numbers by PyTorch's autograd.")
    boolean torch;

    private record Checked(List<Exercise.Mark> marks, long right) {}

    boolean isExercise() {
        return exercise || check != null;
    }

    void refuseMisfits(CommandSpec command, boolean html, boolean json) {
        List<String> given = Stream.of("--images", "--exercise", "--check", "--torch")
                .filter(command.commandLine().getParseResult()::hasMatchedOption)
                .toList();
        if (given.size() > 1) {
            throw Usage.error(
                    command, given.get(0) + " and " + given.get(1) + " do not fit together: give one of them");
        }
        if (html && (torch || check != null)) {
            throw Usage.error(command, given.get(0) + " makes no page: leave out --html");
        }
        if (json && (torch || exercise)) {
            throw Usage.error(command, given.get(0) + " prints text: leave out --json");
        }
        if (classes != null) {
            Usage.refuseGiven(command, "has no meaning with --images: leave it out", "--label", "--weight");
        }
    }

    /** Prints what became of the answers. */
    void check(Exercise exerciseAsked, Messages messages, Console console, boolean json) {
        List<String> lines = lines();
        String code = Exercise.codeIn(lines);
        if (!exerciseAsked.hasCode(code)) {
            throw DataException.about(
                    check,
                    "is no answer to this exercise",
                    "the code that --exercise prints for this model, image and rate",
                    code == null ? "none" : code,
                    "give the same MODEL, --index and --lr as for --exercise");
        }
        List<Exercise.Mark> marks = exerciseAsked.mark(lines);
        if (json) {
            console.json(new Checked(
                    marks, marks.stream().filter(Exercise.Mark::right).count()));
        } else {
            print(ExerciseText.marked(marks, messages), console);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(check);
        } catch (IOException e) {
            throw DataException.unreadable(check, e);
        }
    }

    static void print(Document document, Console console) {
        console.results(document.lines(Console.outIsTerminal() ? Emphasis.COLOUR : Emphasis.PLAIN));
    }
}
