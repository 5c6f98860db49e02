package mnist.cli;

import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Pixels;

/** One image of a data set, to be looked at. */
record OneImage(byte[] pixels, int label) {
    /**
     * @throws IllegalArgumentException when there is no such image
     * @throws DataException when the network expects other ones
     */
    static OneImage of(Dataset images, int index, int inputs) {
        requireInputs(images, inputs);
        if (index < 0 || index >= images.size()) {
            throw new IllegalArgumentException(String.format(
                    "--index %d: expected 0 to %d, there are %,d images", index, images.size() - 1, images.size()));
        }
        byte[] pixels = new byte[images.pixels()];
        images.image(index, pixels);
        return new OneImage(pixels, images.label(index));
    }

    static void requireInputs(Dataset images, int inputs) {
        if (images.pixels() != inputs) {
            throw new DataException(String.format(
                    "%s: images have %d x %d pixels, the model expects %d inputs; use the data it was trained on",
                    images.name(), images.rows(), images.columns(), inputs));
        }
    }

    /** As the network sees it. */
    double[] input() {
        double[] input = new double[pixels.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = Pixels.toFloat(pixels[i]);
        }
        return input;
    }
}
