package mnist.cli;

import java.nio.file.Path;
import mnist.data.DataFolder;
import mnist.data.TrainTest;
import picocli.CommandLine.Option;

/** Which images. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
            defaultValue = "auto",
            description = "A folder with the four IDX files, the name of a known data set, or auto: MNIST if it is on"
                    + " disk or can be fetched, else generated digits. Default: ${DEFAULT-VALUE}")
    String data;

    /**
     * Data that were found.
     *
     * @param source where, so that it can be found again
     * @param generated whether they were drawn by this program
     */
    record Opened(TrainTest data, String source, boolean generated) {}

    Opened open(Console console) {
        return new Opened(
                DataFolder.of(Path.of(data)).both(),
                Path.of(data).toAbsolutePath().toString(),
                false);
    }
}
