package mnist.cli.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.options.IndexOption;
import mnist.cli.options.Labels;
import mnist.cli.options.PictureOptions;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.nn.Network;
import mnist.nn.reference.DoubleArrays;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceNetwork;
import mnist.picture.PicturePreparation;
import mnist.view.document.ClassLabels;
import mnist.view.explain.LabelOrigin;
import mnist.view.language.Messages;

/**
 * One image, to be looked at: of a data set, or somebody's picture.
 *
 * @param shortName for names of files
 * @param source where it comes from, for --json
 */
record SingleImage(byte[] pixels, int label, LabelOrigin labelOrigin, String title, String shortName, Source source) {
    /**
     * Where an image comes from: a picture, or a data set.
     *
     * @param image name of the picture, or null
     * @param data name of the data set, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(String image, String data, Integer index) {}

    /** @throws InvalidSetting when there is no such image */
    static SingleImage of(Dataset images, int index, Messages messages) {
        IndexOption.require(index, images.name(), images.size());
        byte[] pixels = new byte[images.pixels()];
        images.image(index, pixels);
        Source source = new Source(null, images.name(), index);
        String what = Labels.of(images.classNames()).described(images.label(index), messages);
        String title = messages.get("title").formatted(index, images.name(), what);
        return new SingleImage(pixels, images.label(index), LabelOrigin.KNOWN, title, Integer.toString(index), source);
    }

    /** The same under another label; as it is where none is given, or its own. */
    SingleImage labelled(Integer supposed, ClassLabels labels, Messages messages) {
        return supposed == null || supposed == label
                ? this
                : new SingleImage(
                        pixels,
                        supposed,
                        LabelOrigin.SUPPOSED,
                        messages.get("title_supposed").formatted(title, labels.described(supposed, messages)),
                        shortName + "-as-" + inFileName(labels, supposed),
                        source);
    }

    /** What a class is called, or, where that is no good name for a file, its number. */
    private static String inFileName(ClassLabels labels, int label) {
        return labels.of(label).matches("[\\p{L}\\p{N}_-]{1,20}") ? labels.of(label) : Integer.toString(label);
    }

    /**
     * A picture, prepared.
     *
     * @param label what it shows; null for what the network takes it for
     * @throws DataException if it cannot be used
     */
    static SingleImage of(
            Path file,
            PicturePreparation preparation,
            Integer label,
            ClassLabels labels,
            Network network,
            Messages messages,
            Console console) {
        String name = PictureOptions.name(file);
        byte[] pixels = PictureOptions.prepared(file, preparation, console)
                .digits()
                .get(0)
                .pixels();
        int shown = label == null ? prediction(network, input(pixels)) : label;
        String what = labels.described(shown, messages);
        return new SingleImage(
                pixels,
                shown,
                label == null ? LabelOrigin.TAKEN : LabelOrigin.KNOWN,
                messages.get(label == null ? "title_taken" : "title_picture").formatted(name, what),
                PictureOptions.stem(name),
                new Source(name, null, null));
    }

    private static int prediction(Network network, double[] input) {
        List<LayerTrace> traces = ReferenceNetwork.answering(network).forward(new double[][] {input});
        return DoubleArrays.indexOfLargest(traces.get(traces.size() - 1).a[0]);
    }

    /** As the network sees it. */
    double[] input() {
        return input(pixels);
    }

    static double[] input(byte[] pixels) {
        double[] input = new double[pixels.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = Pixels.toFloat(pixels[i]);
        }
        return input;
    }
}
