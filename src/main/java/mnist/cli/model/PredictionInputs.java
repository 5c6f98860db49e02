package mnist.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mnist.cli.options.PictureOptions;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.file.AtomicFile;
import mnist.file.StoreException;
import mnist.picture.Picture;
import mnist.picture.PictureFile;

/** Single images of one size from wherever, with their names, and their labels where known. */
final class PredictionInputs {
    /** The label of an image whose label is not known. */
    static final int UNKNOWN = -1;

    /** @param label the class, or {@link #UNKNOWN} */
    record Image(String name, int label, byte[] pixels) {}

    private final List<Image> images = new ArrayList<>();

    /** For every name the number of images that bear it, one after another. */
    private final List<Integer> groups = new ArrayList<>();

    void add(String name, int label, byte[] pixels) {
        groups.add(1);
        images.add(new Image(name, label, pixels));
    }

    /** Adds the digits of one picture, from left to right. */
    void addPicture(String name, int label, List<Picture> digits) {
        groups.add(digits.size());
        digits.forEach(digit -> images.add(new Image(name, label, digit.pixels())));
    }

    /** Whether the label of every image is known. */
    boolean allLabelled() {
        return images.stream().noneMatch(image -> image.label == UNKNOWN);
    }

    /** Forgets all labels. */
    void dropLabels() {
        images.replaceAll(image -> new Image(image.name, UNKNOWN, image.pixels));
    }

    /** Adds images of a data set. */
    void addFrom(Dataset dataset, List<? extends Number> indices) {
        for (Number index : indices) {
            int i = Math.toIntExact(index.longValue());
            byte[] pixels = new byte[dataset.pixels()];
            dataset.image(i, pixels);
            add(dataset.name() + " " + i, dataset.label(i), pixels);
        }
    }

    List<Image> images() {
        return images;
    }

    /** How many images each picture gave, in order. */
    List<Integer> groups() {
        return groups;
    }

    /** All images; labels that are not known are 0 here. */
    Dataset toDataset(int rows, int columns, ClassNames classNames) {
        byte[] pixels = new byte[images.size() * rows * columns];
        short[] labels = new short[images.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(images.get(i).pixels, 0, pixels, i * rows * columns, rows * columns);
            labels[i] = (short) Math.max(0, images.get(i).label);
        }
        return new MemoryDataset("images", rows, columns, classNames, pixels, labels);
    }

    /**
     * Writes every image as NAME.prepared.png, which also keeps a picture in the same folder from being overwritten; of
     * equal names the second gets a -2.
     *
     * @throws StoreException if there is no such folder and it cannot be made
     */
    void save(Path folder, int rows, int columns) {
        AtomicFile.createFolder(folder);
        Set<String> taken = new HashSet<>();
        for (Image image : images) {
            String stem = PictureOptions.stem(image.name);
            String name = stem;
            for (int number = 2; !taken.add(name); number++) {
                name = stem + "-" + number;
            }
            Picture picture = new Picture(rows, columns, image.pixels);
            AtomicFile.write(folder.resolve(name + ".prepared.png"), out -> PictureFile.writePng(picture, out));
        }
    }
}
