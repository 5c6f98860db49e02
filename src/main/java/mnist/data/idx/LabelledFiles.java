package mnist.data.idx;

import java.nio.file.Path;
import java.util.Locale;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.Storage;

/** An IDX file of images and the one of their labels. */
public record LabelledFiles(Path images, Path labels) {
    private static final String OTHER_FILE = "is it the right file? Otherwise fetch it again";
    private static final int MAX_PIXELS = 1 << 20;

    /**
     * Checks both files and makes a data set of them. Of a gz file that is to be streamed, what lies behind the header
     * is checked only as it is read.
     *
     * @param classes labels must be below it, 2 to 256
     * @throws DataException if a file is missing, damaged or not what it should be, or they don't fit each other
     */
    public Dataset open(String name, int classes, Storage storage) {
        try (IdxReader reader = IdxReader.open(images)) {
            requireImages(reader);
            IdxHeader header = reader.header();
            byte[] labelBytes = readLabels(header.size(0), classes);
            if (!storage.inMemory(header.contentBytes())) {
                return new StreamedDataset(name, reader.file(), header, classes, labelBytes);
            }
            requireMemory(header);
            int rows = (int) header.size(1);
            int columns = (int) header.size(2);
            return new MemoryDataset(name, rows, columns, classes, reader.readAll(), labelBytes);
        }
    }

    private void requireImages(IdxReader reader) {
        reader.requireImages();
        IdxHeader header = reader.header();
        if (header.contentBytes() == 0) {
            throw DataException.about(images, "holds no images", "1 image or more", header, OTHER_FILE);
        }
        if (header.size(0) > Integer.MAX_VALUE - 8
                || header.size(1) > MAX_PIXELS
                || header.size(2) > MAX_PIXELS
                || header.size(1) * header.size(2) > MAX_PIXELS) {
            throw DataException.about(
                    images, "too large", "fewer than 2^31 images of up to 2^20 pixels", header, OTHER_FILE);
        }
    }

    private void requireMemory(IdxHeader header) {
        if (header.contentBytes() > Storage.mostBytes()) {
            throw DataException.about(
                    images,
                    "too large for memory",
                    String.format(Locale.ROOT, "%,d MB at most", Storage.mostBytes() >> 20),
                    String.format(Locale.ROOT, "%,d MB", header.contentBytes() >> 20),
                    "give more memory with -Xmx");
        }
    }

    private byte[] readLabels(long imageCount, int classes) {
        try (IdxReader reader = IdxReader.open(labels)) {
            reader.requireLabels();
            long count = reader.header().size(0);
            if (count != imageCount) {
                throw DataException.about(
                        labels,
                        "not as many labels as images",
                        imageCount + " as in " + images.getFileName(),
                        count,
                        "these files don't belong together: fetch both again");
            }
            return reader.header().equals(IdxHeader.ofBytes(count))
                    ? requireClasses(reader.readAll(), classes)
                    : convert(reader, (int) count, classes);
        }
    }

    private byte[] requireClasses(byte[] bytes, int classes) {
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xff) >= classes) {
                throw outside(bytes[i] & 0xff, i, classes);
            }
        }
        return bytes;
    }

    private byte[] convert(IdxReader reader, int count, int classes) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            long label = reader.firstOfRow();
            if (label < 0 || label >= classes) {
                throw outside(label, i, classes);
            }
            bytes[i] = (byte) label;
        }
        reader.finish();
        return bytes;
    }

    private DataException outside(long label, int image, int classes) {
        return DataException.about(
                labels,
                "label outside the classes",
                "0 to " + (classes - 1),
                label + " for image " + image,
                "the file is damaged or of another data set: fetch it again");
    }
}
