package mnist.cli.data;

import java.nio.file.Path;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.options.AugmentationWords;
import mnist.cli.options.DrawingOptions;
import mnist.data.Dataset;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.file.AtomicFile;
import mnist.view.text.ContactSheet;
import mnist.view.text.TextGallery;
import picocli.CommandLine.Option;

/** Images beside what augmentation makes of them, in the terminal and as a picture file. */
final class AugmentationView {
    /** Images shown where none are asked for: each comes with its variants. */
    static final int FIRST = 1;

    private static final int MOST_VARIANTS = 1000;

    /** Which seed's variants are shown: one of many. */
    private static final long SEED = 1;

    @Option(
            names = "--augment",
            paramLabel = "A",
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

    boolean isAsked() {
        return augmentation != null;
    }

    /** @throws InvalidSetting when the options do not fit each other */
    Augmentation settings() {
        InvalidSetting.require(
                augmentation != null || png == null, "png", "FILE needs --augment A: it shows what augmentation does");
        InvalidSetting.require(
                variants >= 1 && variants <= MOST_VARIANTS,
                "variants",
                variants + ": expected a number from 1 to " + MOST_VARIANTS);
        return augmentation == null ? Augmentation.NONE : AugmentationWords.parse("augmentation", augmentation);
    }

    /** The images with their variants, if asked for; writes the picture file if there is to be one. */
    TextGallery show(
            Dataset dataset, List<Long> indices, Augmentation settings, DrawingOptions drawing, Console console) {
        TextGallery gallery = new TextGallery(Console.WIDTH);
        ContactSheet sheet = new ContactSheet(dataset.rows(), dataset.columns());
        for (long asked : indices) {
            int index = Math.toIntExact(asked);
            List<byte[]> images = Augmenter.views(dataset, index, settings, SEED, isAsked() ? variants : 0);
            sheet.add(images);
            for (int i = 0; i < images.size(); i++) {
                String caption =
                        i == 0 ? "image " + index + ", label " + dataset.label(index) : index + ", variant " + i;
                gallery.add(List.of(caption), drawing.draw(images.get(i), dataset.rows(), dataset.columns()));
            }
        }
        if (png != null) {
            byte[] bytes = sheet.png();
            AtomicFile.write(png, out -> out.write(bytes));
            console.note("wrote %s", png);
        }
        return gallery;
    }
}
