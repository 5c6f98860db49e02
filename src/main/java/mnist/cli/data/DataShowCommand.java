package mnist.cli.data;

import java.nio.file.Path;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Printable;
import mnist.cli.frame.Usage;
import mnist.cli.options.AugmentationWords;
import mnist.cli.options.DataMessages;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.IndexOption;
import mnist.cli.options.PartOption;
import mnist.cli.options.PictureReadingOptions;
import mnist.data.Dataset;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FoundData;
import mnist.data.folder.DataFolder;
import mnist.data.folder.SourceFinder;
import mnist.file.AtomicFile;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import mnist.view.text.ContactSheet;
import mnist.view.text.TextGallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
            "       mnist data show --augment ciresan --index 7 --png augmented.png"
        })
final class DataShowCommand extends ConsoleCommand {
    private static final int FIRST = 4;

    private static final int MOST_VARIANTS = 1000;

    /** Which seed's variants are shown: one of many. */
    private static final long SEED = 1;

    @Parameters(
            paramLabel = "PATH|NAME",
            arity = "0..1",
            defaultValue = DataFinder.AUTO,
            description = "A data set, as --data of 'mnist train' takes it, or one IDX file of any numbers. Default:"
                    + " ${DEFAULT-VALUE}")
    private String data;

    @Mixin
    private IndexOption index;

    @Mixin
    private PartOption part;

    @Mixin
    private PictureReadingOptions reading;

    @Mixin
    private DrawingOptions drawing;

    @Option(
            names = "--augment",
            paramLabel = "A",
            completionCandidates = AugmentationWords.Candidates.class,
            description = "Show beside every image what 'mnist train --augment A' makes of it: simard, ciresan, or"
                    + " settings as rotation=10,scale=0.1 ('mnist train --help' lists them).")
    private String augmentation;

    @Option(
            names = "--variants",
            paramLabel = "N",
            defaultValue = "5",
            description = "Changed images beside each, with --augment. Default: ${DEFAULT-VALUE}")
    private int variants;

    @Option(names = "--png", paramLabel = "FILE", description = "Write the images of --augment to a PNG file as well.")
    private Path png;

    @Override
    public Integer call() {
        Console console = console();
        Augmentation settings = settings();
        if (png != null) {
            require(
                    !Usage.isOfOtherForm(png, "png"),
                    "--png " + png + ": expected a name that ends in .png; name such a file");
            OutputPlace.requireFile(AtomicFile.behindLink(png));
        }
        Path path = Path.of(data);
        if (DataFolder.kind(path) == PathKind.FILE && !SourceFinder.isDataSet(path)) {
            require(augmentation == null, "--augment changes images of a data set, not of one file: name its folder");
            new IdxFileView(path, drawing).print(index, FIRST, console);
        } else {
            showDataset(settings, console);
        }
        return ExitCodes.DONE;
    }

    private void showDataset(Augmentation settings, Console console) {
        FoundData found = DataMessages.finder(console).find(data, reading.reading());
        Dataset dataset = found.read(part.part, null);
        settings.requireClasses(dataset.classes());
        int first = augmentation == null ? FIRST : 1;
        List<Long> indices = index.among(dataset.name(), dataset.size(), first);
        TextGallery gallery = gallery(dataset, indices, settings, console);
        console.result(
                "%s%s: %s of %d x %d, %s",
                dataset.name(),
                found.generated() ? " (GENERATED digits, not MNIST)" : "",
                Console.count(dataset.size(), "image"),
                dataset.columns(),
                dataset.rows(),
                found.folder());
        console.result("");
        console.results(gallery.lines());
    }

    private static String label(Dataset dataset, int index) {
        return Printable.of(dataset.classNames().name(dataset.label(index)));
    }

    /** @throws InvalidSetting when the options do not fit each other */
    private Augmentation settings() {
        InvalidSetting.require(
                augmentation != null || png == null, "png", "FILE needs --augment A: it shows what augmentation does");
        InvalidSetting.require(
                variants >= 1 && variants <= MOST_VARIANTS,
                "variants",
                variants + ": expected a number from 1 to " + MOST_VARIANTS);
        return augmentation == null ? Augmentation.NONE : AugmentationWords.parse("augmentation", augmentation);
    }

    /** The images with their variants, if asked for; writes the picture file if there is to be one. */
    private TextGallery gallery(Dataset dataset, List<Long> indices, Augmentation settings, Console console) {
        TextGallery gallery = new TextGallery(Console.WIDTH);
        ContactSheet sheet = new ContactSheet(dataset.rows(), dataset.columns());
        for (long asked : indices) {
            int index = Math.toIntExact(asked);
            List<byte[]> images = Augmenter.views(dataset, index, settings, SEED, augmentation != null ? variants : 0);
            sheet.add(images);
            for (int i = 0; i < images.size(); i++) {
                String caption =
                        i == 0 ? "image " + index + ", label " + label(dataset, index) : index + ", variant " + i;
                gallery.add(List.of(caption), drawing.draw(images.get(i), dataset.rows(), dataset.columns()));
            }
        }
        if (png != null) {
            byte[] bytes = sheet.png();
            AtomicFile.write(AtomicFile.behindLink(png), out -> out.write(bytes));
            console.note("wrote %s", png);
        }
        return gallery;
    }
}
