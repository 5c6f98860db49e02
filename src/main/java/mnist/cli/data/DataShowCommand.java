package mnist.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Usage;
import mnist.cli.options.DataFinder;
import mnist.cli.options.DataOptions;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.IndexOption;
import mnist.cli.options.PartOption;
import mnist.cli.options.Surroundings;
import mnist.data.Dataset;
import mnist.data.augment.Augmentation;
import mnist.view.text.TextGallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows images as text. */
@Command(
        name = "show",
        description = {
            "Show images as text, with their labels.",
            "Given one IDX file, of any type and rank, it shows its header and its first images or numbers."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist data show",
            "       mnist data show mnist --index 0 7 42 --part train",
            "       mnist data show my/folder/t10k-images-idx3-ubyte.gz",
            "       mnist data show --augment ciresan --index 7 --png augmented.png",
            ""
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
final class DataShowCommand implements Callable<Integer> {
    private static final int FIRST = 4;

    @Spec
    private CommandSpec command;

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
        Console console = new Console(command);
        Augmentation settings = augmented.settings();
        Path path = Path.of(data);
        if (Files.isRegularFile(path)) {
            if (augmented.isAsked()) {
                throw Usage.error(command, "--augment changes images of a data set, not of one file: name its folder");
            }
            new IdxFileView(path, drawing).print(index, FIRST, console);
        } else {
            showDataset(settings, console);
        }
        return ExitCodes.DONE;
    }

    private void showDataset(Augmentation settings, Console console) {
        DataFinder finder = new DataFinder(Surroundings.ofProcess(), console);
        DataOptions.OpenedPart opened = DataOptions.open(data, part.part, finder, console);
        Dataset dataset = opened.data();
        settings.requireClasses(dataset.classes());
        TextGallery gallery = new TextGallery(DrawingOptions.WIDTH);
        int first = augmented.isAsked() ? AugmentationView.FIRST : FIRST;
        List<Long> indices = index.among(dataset.name(), dataset.size(), first);
        if (augmented.isAsked()) {
            augmented.show(dataset, indices, settings, gallery, drawing, console);
        } else {
            for (long asked : indices) {
                int i = Math.toIntExact(asked);
                gallery.add(List.of("image " + i + ", label " + dataset.label(i)), drawing.draw(dataset, i));
            }
        }
        console.result(
                "%s%s: %,d images of %d x %d, %s",
                dataset.name(),
                opened.generated() ? " (GENERATED digits, not MNIST)" : "",
                dataset.size(),
                dataset.rows(),
                dataset.columns(),
                opened.source());
        console.result("");
        gallery.lines().forEach(line -> console.result("%s", line));
    }
}
