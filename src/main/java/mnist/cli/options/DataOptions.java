package mnist.cli.options;

import java.util.Iterator;
import java.util.stream.Stream;
import mnist.cli.frame.Console;
import mnist.cli.frame.OptionSections.Section;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FoundData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which images. */
@Section("Data")
public final class DataOptions {
    public static final String LABEL = "PATH|NAME|auto";
    public static final String MEANING =
            "A data set: a folder, archive or file of IDX, CSV, .npz, or pictures in folders by class; the name of a"
                    + " known one (mnist, fashion-mnist, kmnist, emnist, generated; fetched if need be); or auto: MNIST"
                    + " if it is on disk or can be fetched, else generated digits.";

    @Option(
            names = "--data",
            paramLabel = LABEL,
            completionCandidates = Names.class,
            defaultValue = DataFinder.AUTO,
            description = MEANING + " Default: ${DEFAULT-VALUE}")
    public String data;

    @Mixin
    public PictureReadingOptions reading;

    /**
     * @throws mnist.data.DataException if there are none
     * @throws mnist.InvalidSetting if an option was given that does nothing with them
     */
    public FoundData find(Console console) {
        FoundData found = DataMessages.finder(console).find(data, reading.reading());
        reading.requireUseful(found);
        return found;
    }

    /** What the shell offers. Folders of data are no names: {@code Manual} adds them. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            Stream<String> published = Catalog.entries().stream().map(Catalog.Entry::name);
            return Stream.concat(Stream.of(DataFinder.AUTO, DataFinder.GENERATED), published)
                    .iterator();
        }
    }
}
