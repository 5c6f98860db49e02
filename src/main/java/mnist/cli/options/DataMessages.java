package mnist.cli.options;

import mnist.cli.frame.Console;
import mnist.cli.frame.DrawingDisplay;
import mnist.cli.frame.ProgressDisplay;
import mnist.data.ProgressCallback;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.DataFinder;
import mnist.picture.folder.PictureSets;

/** Shows people what is done to find data. */
public record DataMessages(Console console) implements DataFinder.Listener {
    private static final String FRAME = "*".repeat(Console.WIDTH);
    private static final String MARGIN = "*** ";

    /** Finds data for the process, and shows on the console how. */
    public static DataFinder finder(Console console) {
        DataEnvironment environment = DataEnvironment.ofProcess();
        PictureSets pictures = new PictureSets(environment.data().resolve("cache"), ProgressDisplay::ofImages);
        return new DataFinder(environment, new DataMessages(console), pictures);
    }

    @Override
    public void note(String text) {
        console.note("%s", text);
    }

    @Override
    public void warning(String text) {
        console.warning(text);
    }

    /** In a frame, so that nobody overlooks it. */
    @Override
    public void mnistMissing(String reason) {
        note(FRAME);
        paragraph("NO MNIST: GOING ON WITH GENERATED DIGITS, drawn by this program.");
        paragraph("A result on them says nothing about MNIST; every output file records it.");
        paragraph("");
        paragraph(reason);
        paragraph("");
        paragraph("For MNIST: 'mnist data fetch' where there is a network, --data DIR, or the environment variable"
                + " MNIST_DATA=DIR.");
        note(FRAME);
    }

    private void paragraph(String text) {
        Console.wrapped(MARGIN + text, MARGIN).forEach(line -> note(line.stripTrailing()));
    }

    @Override
    public ProgressCallback fetching() {
        return ProgressDisplay.ofBytes();
    }

    @Override
    public ProgressCallback drawing() {
        return new DrawingDisplay();
    }
}
