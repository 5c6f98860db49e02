package mnist.cli.options;

import java.util.List;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.nn.Network;
import mnist.nn.reference.ReferenceNetwork;
import mnist.nn.reference.ReferenceNetwork.LayerTrace;
import mnist.picture.Picture;
import mnist.picture.PicturePreparation;

/** One image, to be looked at: of a data set, or somebody's picture. */
public record OneImage(byte[] pixels, int label) {
    /**
     * @throws InvalidSetting when there is no such image
     * @throws DataException when the network expects other ones
     */
    public static OneImage of(Dataset images, int index, int inputs) {
        requireInputs(images, inputs);
        InvalidSetting.require(
                index >= 0 && index < images.size(),
                "index",
                "%d: expected 0 to %d, there are %,d images".formatted(index, images.size() - 1, images.size()));
        byte[] pixels = new byte[images.pixels()];
        images.image(index, pixels);
        return new OneImage(pixels, images.label(index));
    }

    /**
     * A picture, prepared.
     *
     * @param name of the picture, for messages
     * @param label what it shows; null for what the network takes it for
     * @throws DataException if it cannot be used
     */
    public static OneImage of(
            Picture picture, String name, PicturePreparation preparation, Integer label, Network network) {
        byte[] pixels = preparation.prepare(picture, name).digits().get(0).pixels();
        return new OneImage(pixels, label == null ? prediction(network, input(pixels)) : label);
    }

    private static int prediction(Network network, double[] input) {
        List<LayerTrace> traces = ReferenceNetwork.answering(network).forward(new double[][] {input});
        double[] output = traces.get(traces.size() - 1).a[0];
        int best = 0;
        for (int label = 1; label < output.length; label++) {
            best = output[label] > output[best] ? label : best;
        }
        return best;
    }

    public static void requireInputs(Dataset images, int inputs) {
        if (images.pixels() != inputs) {
            throw new DataException(String.format(
                    "%s: images have %d x %d pixels, the model expects %d inputs; use the data it was trained on",
                    images.name(), images.rows(), images.columns(), inputs));
        }
    }

    /** As the network sees it. */
    public double[] input() {
        return input(pixels);
    }

    private static double[] input(byte[] pixels) {
        double[] input = new double[pixels.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = Pixels.toFloat(pixels[i]);
        }
        return input;
    }
}
