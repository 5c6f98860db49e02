package mnist.cli.explain;

import java.nio.file.Path;
import java.util.Map;
import java.util.Stack;
import mnist.cli.frame.Console;
import mnist.cli.frame.Usage;
import mnist.file.AtomicFile;
import mnist.file.OutputPlace;
import mnist.view.language.Messages;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A page for the browser instead of text. */
final class HtmlOption {
    private static final String DEFAULT_NAME = "";

    /** An option behind it, be it one that there is not, is no name of a file. */
    static final class WithoutName implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> information) {
            boolean named = !words.isEmpty() && !words.peek().startsWith("-");
            if (!named) {
                option.setValue(Path.of(DEFAULT_NAME));
            }
            return !named;
        }
    }

    @Option(
            names = "--html",
            paramLabel = "FILE",
            arity = "0..1",
            preprocessor = WithoutName.class,
            description = "Write a page for the browser instead, one file that needs no network. Default:"
                    + " explain-N.html beside the model, toy-NAME.html here")
    private Path file;

    boolean isGiven() {
        return file != null;
    }

    /** @throws picocli.CommandLine.ParameterException if it is not that of a page */
    void requireName(CommandSpec command) {
        Usage.requirePage(command, "--html", file);
    }

    /** @param named its file when none was given. @throws mnist.file.StoreException if the page cannot be written */
    void requirePlace(Path named) {
        if (isGiven()) {
            OutputPlace.requireFile(target(named));
        }
    }

    private Path target(Path named) {
        return file.toString().isEmpty() ? named : AtomicFile.behindLink(file);
    }

    /** Writes the page and says where it is. {@code named}: its file when none was given. */
    void write(Path named, String page, Messages messages, Console console, boolean json) {
        Path target = target(named);
        AtomicFile.write(target, page);
        console.kept("the page is %s", target);
        if (json) {
            console.json(Map.of("page", target.toString()));
        } else {
            console.result(messages.get("open_page"), target);
        }
    }
}
