package mnist.cli.model;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;

/** Single images of one size from wherever, with their names, and their labels where known. */
final class PredictionInputs {
    /** The label of an image whose label is not known. */
    static final int UNKNOWN = -1;

    private final int rows;
    private final int columns;
    private final int classes;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /** For every name the number of images that bear it, one after another. */
    private final List<Integer> groups = new ArrayList<>();

    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();

    PredictionInputs(int rows, int columns, int classes) {
        this.rows = rows;
        this.columns = columns;
        this.classes = classes;
    }

    void add(String name, int label, byte[] image) {
        groups.add(1);
        append(name, label, image);
    }

    /** Adds the digits of one picture, from left to right. */
    void addPicture(String name, List<byte[]> digits) {
        groups.add(digits.size());
        digits.forEach(digit -> append(name, UNKNOWN, digit));
    }

    private void append(String name, int label, byte[] image) {
        names.add(name);
        labels.add(label);
        pixels.write(image, 0, rows * columns);
    }

    /** Adds images of a data set. */
    void addFrom(Dataset dataset, List<Long> indices) {
        byte[] image = new byte[dataset.pixels()];
        for (long index : indices) {
            int i = Math.toIntExact(index);
            dataset.image(i, image);
            add(dataset.name() + " " + i, dataset.label(i), image);
        }
    }

    int size() {
        return names.size();
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    String name(int i) {
        return names.get(i);
    }

    /** How many images each picture gave, in order. */
    List<Integer> groups() {
        return groups;
    }

    /** The class of an image, or {@link #UNKNOWN}. */
    int label(int i) {
        return labels.get(i);
    }

    /** All images; labels that are not known are 0 here. */
    Dataset toDataset() {
        byte[] known = new byte[size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = (byte) Math.max(0, label(i));
        }
        return new MemoryDataset("images", rows, columns, classes, pixels.toByteArray(), known);
    }
}
