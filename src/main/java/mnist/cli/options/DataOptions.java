package mnist.cli.options;

import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.cli.frame.Section;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Residence;
import mnist.data.Split;
import mnist.data.TrainTest;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.KnownData;
import mnist.data.folder.DataFolder;
import mnist.data.generate.GeneratedData;
import picocli.CommandLine.Option;

/** Which images. */
@Section("Data")
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
            completionCandidates = Completions.DataNames.class,
            defaultValue = DataFinder.AUTO,
            description = "A folder with the four IDX files, the name of a known data set (mnist, fashion-mnist,"
                    + " kmnist, generated; fetched if need be), or auto: MNIST if it is on disk or can be fetched,"
                    + " else generated digits. Default: ${DEFAULT-VALUE}")
    public String data;

    /**
     * Data that were found.
     *
     * @param source the absolute path of their folder, so that they can be found again
     * @param generated whether they were drawn by this program
     */
    public record Opened(TrainTest data, String source, boolean generated) {}

    /** Like {@link Opened}, but only the training or only the test images. */
    public record OpenedPart(Dataset data, String source, boolean generated) {}

    public Opened open(Residence residence, Console console) {
        DataFinder finder = new DataFinder(DataEnvironment.ofProcess(), console);
        Path folder = folder(data, finder);
        TrainTest both = DataFolder.of(folder, residence).both();
        warnOfOtherContent(data, finder, folder, console, both.train(), both.test());
        return new Opened(both, folder.toString(), GeneratedData.isIn(folder));
    }

    /** @throws DataException if there are none */
    public static OpenedPart open(String data, Split part, DataFinder finder, Console console) {
        Path folder = folder(data, finder);
        DataFolder files = DataFolder.of(folder);
        Dataset dataset = part == Split.TRAIN ? files.train() : files.test();
        warnOfOtherContent(data, finder, folder, console, dataset);
        return new OpenedPart(dataset, folder.toString(), GeneratedData.isIn(folder));
    }

    private static Path folder(String data, DataFinder finder) {
        return finder.find(data).toAbsolutePath().normalize();
    }

    /** Damage that leaves a file readable would else show as a network that does not learn. */
    private static void warnOfOtherContent(
            String data, DataFinder finder, Path folder, Console console, Dataset... parts) {
        if (!finder.isMnist(data) || GeneratedData.isIn(folder)) {
            return;
        }
        for (Dataset part : parts) {
            if (KnownData.nameOf(part.fingerprint()).isEmpty()) {
                console.warning(folder + ": these images are not MNIST as published; 'mnist data verify' says more");
                return;
            }
        }
    }
}
