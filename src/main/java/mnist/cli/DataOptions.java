package mnist.cli;

import java.nio.file.Path;
import mnist.data.DataFolder;
import mnist.data.GeneratedData;
import mnist.data.KnownData;
import mnist.data.TrainTest;
import picocli.CommandLine.Option;

/** Which images. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
            defaultValue = DataFinder.AUTO,
            description = "A folder with the four IDX files, the name of a known data set (mnist, fashion-mnist,"
                    + " kmnist, generated; fetched if need be), or auto: MNIST if it is on disk or can be fetched,"
                    + " else generated digits. Default: ${DEFAULT-VALUE}")
    String data;

    /**
     * Data that were found.
     *
     * @param source the absolute path of their folder, so that they can be found again
     * @param generated whether they were drawn by this program
     */
    record Opened(TrainTest data, String source, boolean generated) {}

    Opened open(Console console) {
        return open(data, new DataFinder(Surroundings.ofProcess(), console), console);
    }

    static Opened open(String data, DataFinder finder, Console console) {
        Path folder = finder.find(data).toAbsolutePath().normalize();
        boolean generated = GeneratedData.isIn(folder);
        TrainTest both = DataFolder.of(folder).both();
        if (finder.isMnist(data) && !generated) {
            warnOfOtherContent(both, folder, console);
        }
        return new Opened(both, folder.toString(), generated);
    }

    /** Damage that leaves a file readable would else show as a network that does not learn. */
    private static void warnOfOtherContent(TrainTest both, Path folder, Console console) {
        boolean known = KnownData.nameOf(both.train().fingerprint()).isPresent()
                && KnownData.nameOf(both.test().fingerprint()).isPresent();
        if (!known) {
            console.warning(folder + ": these images are not MNIST as published; 'mnist data verify' says more");
        }
    }
}
