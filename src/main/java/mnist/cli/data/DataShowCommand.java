package mnist.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.ExitCodes;
import mnist.cli.options.DataMessages;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.IndexOption;
import mnist.cli.options.PartOption;
import mnist.data.Dataset;
import mnist.data.augment.Augmentation;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FoundData;
import mnist.view.text.TextGallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows images as text. */
@Command(
        name = "show",
        description = {
            "Show images as text, with their labels.",
            "Given one IDX file, of any type and rank, it shows its header and its first images or numbers."
        },
        customSynopsis = {
            "mnist data show",
            "       mnist data show mnist --index 0 7 42 --part train",
            "       mnist data show my/folder/t10k-images-idx3-ubyte.gz",
            "       mnist data show --augment ciresan --index 7 --png augmented.png",
            ""
        })
final class DataShowCommand extends ConsoleCommand {
    private static final int FIRST = 4;

    @Parameters(
            paramLabel = "PATH|NAME",
            arity = "0..1",
            defaultValue = DataFinder.AUTO,
            description = "A folder with the four IDX files, the name of a data set, 'auto' (what 'mnist train' would"
                    + " take), or one IDX file. Default: ${DEFAULT-VALUE}")
    private String data;

    @Mixin
    private IndexOption index;

    @Mixin
    private PartOption part;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private AugmentationView augmented;

    @Override
    public Integer call() {
        Console console = console();
        Augmentation settings = augmented.settings();
        Path path = Path.of(data);
        if (Files.isRegularFile(path)) {
            if (augmented.isAsked()) {
                throw usageError("--augment changes images of a data set, not of one file: name its folder");
            }
            new IdxFileView(path, drawing).print(index, FIRST, console);
        } else {
            showDataset(settings, console);
        }
        return ExitCodes.DONE;
    }

    private void showDataset(Augmentation settings, Console console) {
        FoundData found = DataMessages.finder(console).find(data);
        Dataset dataset = found.read(part.part);
        settings.requireClasses(dataset.classes());
        int first = augmented.isAsked() ? AugmentationView.FIRST : FIRST;
        List<Long> indices = index.among(dataset.name(), dataset.size(), first);
        TextGallery gallery = augmented.show(dataset, indices, settings, drawing, console);
        console.result(
                "%s%s: %,d images of %d x %d, %s",
                dataset.name(),
                found.generated() ? " (GENERATED digits, not MNIST)" : "",
                dataset.size(),
                dataset.rows(),
                dataset.columns(),
                found.folder());
        console.result("");
        console.results(gallery.lines());
    }
}
