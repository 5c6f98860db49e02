package mnist.cli.explain;

import java.nio.file.Path;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.file.AtomicFile;
import picocli.CommandLine.Option;

/** A page for the browser instead of text. */
final class HtmlOption {
    private static final String DEFAULT_NAME = "";

    @Option(
            names = "--html",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = DEFAULT_NAME,
            description = "Write a page for the browser instead, one file that needs no network. Default:"
                    + " explain-N.html beside the model, toy-NAME.html here")
    private Path file;

    boolean isGiven() {
        return file != null;
    }

    /** Writes the page and says where it is. {@code named}: its file when none was given. */
    void write(Path named, String page, Console console, boolean json) {
        Path target = file.toString().isEmpty() ? named : AtomicFile.behindLink(file);
        AtomicFile.write(target, page);
        console.kept("the page is %s", target);
        if (json) {
            console.json(Map.of("page", target.toString()));
        } else {
            console.result("%s", target + ": open it in a browser");
        }
    }
}
