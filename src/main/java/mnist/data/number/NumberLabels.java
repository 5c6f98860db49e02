package mnist.data.number;

import java.util.List;
import mnist.data.DataException;
import mnist.data.source.Labels;

/** Labels from a file of numbers. */
public final class NumberLabels {
    /** Class, series, writer, number at the writer, class again, number overall, and two that mean nothing. */
    private static final int QMNIST_COLUMNS = 8;

    private static final int QMNIST_WRITER = 2;
    private static final String CURE = "is it the file of the labels?";

    private final NumberArray array;
    private final int count;
    private final int columns;

    private NumberLabels(NumberArray array, int count, int columns) {
        this.array = array;
        this.count = count;
        this.columns = columns;
    }

    /** @throws DataException if the dimensions are not those of labels */
    public static void require(NumberArray array) {
        List<Long> sizes = array.dimensions();
        boolean labels = sizes.size() == 1 || (sizes.size() == 2 && sizes.get(1) >= 1 && sizes.get(1) <= 1000);
        if (!labels || sizes.get(0) > Integer.MAX_VALUE - 8) {
            throw DataException.about(
                    array.place(),
                    "no labels",
                    "1 dimension of labels, or rows with a 1 at the class and 0 elsewhere",
                    array.shape(),
                    CURE);
        }
    }

    /**
     * Reads whole numbers, one for each image; or rows that are 1 in one place and 0 elsewhere; or QMNIST's rows of {@value
     * #QMNIST_COLUMNS}, of which the first is the class and the third the writer.
     *
     * @param images so many labels are expected
     * @param imagesPlace the file of the images, for messages
     * @throws DataException if this is something else, or not so many
     */
    public static Labels read(NumberArray array, int images, Object imagesPlace) {
        require(array);
        List<Long> sizes = array.dimensions();
        if (sizes.get(0) != images) {
            throw DataException.about(
                    array.place(),
                    "not as many labels as images",
                    images + " as in " + imagesPlace,
                    sizes.get(0),
                    "these files don't belong together: get both again");
        }
        return new NumberLabels(
                        array, images, sizes.size() == 1 ? 1 : sizes.get(1).intValue())
                .read();
    }

    private Labels read() {
        Labels.Builder labels = new Labels.Builder(array.place(), count);
        boolean qmnist = columns == QMNIST_COLUMNS && array.type().bytes() == Integer.BYTES && !startsOneHot();
        try (NumberStream stream = array.open()) {
            NumberArray.Cursor cursor = new NumberArray.Cursor(array, stream, (long) count * columns);
            double[] row = new double[columns];
            for (int i = 0; i < count; i++) {
                for (int c = 0; c < columns; c++) {
                    row[c] = cursor.next();
                }
                if (columns == 1 || qmnist) {
                    labels.add(whole(row[0], i));
                } else {
                    labels.add(place(row, i));
                }
                if (qmnist) {
                    labels.writer((int) row[QMNIST_WRITER]);
                }
            }
            stream.finish();
        }
        return labels.build();
    }

    private boolean startsOneHot() {
        try (NumberStream stream = array.open()) {
            NumberArray.Cursor cursor = new NumberArray.Cursor(array, stream, count == 0 ? 0 : columns);
            double sum = 0;
            for (int c = 0; c < columns && count > 0; c++) {
                double value = cursor.next();
                sum += value == 0 || value == 1 ? value : 2;
            }
            return sum == 1;
        }
    }

    private long whole(double value, int image) {
        if (value != Math.rint(value) || Math.abs(value) > Long.MAX_VALUE / 2.0) {
            throw DataException.about(
                    array.place(), "a label is no whole number", "whole numbers", value + " for image " + image, CURE);
        }
        return (long) value;
    }

    /** Where the 1 of a row is. */
    private int place(double[] row, int image) {
        int place = -1;
        for (int c = 0; c < row.length; c++) {
            if (row[c] == 1 && place < 0) {
                place = c;
            } else if (row[c] != 0) {
                place = row.length;
            }
        }
        if (place < 0 || place == row.length) {
            throw DataException.about(
                    array.place(),
                    "labels in rows of " + row.length,
                    "a single 1 in each row, else 0",
                    "another row for image " + image,
                    CURE);
        }
        return place;
    }
}
