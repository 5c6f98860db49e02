package mnist.data.idx;

import java.nio.file.Path;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.Storage;

/** An IDX file of images and the one of their labels. */
public record LabelledFiles(Path images, Path labels) {
    /**
     * Checks both files and makes a data set of them. Of a gz file that is to be streamed, what lies behind the header
     * is checked only as it is read.
     *
     * @param classes labels must be below it, 2 to 256
     * @throws DataException if a file is missing, damaged or not what it should be, or they don't fit each other
     */
    public Dataset open(String name, int classes, Storage storage) {
        try (IdxReader reader = IdxReader.open(images)) {
            IdxImages.checkHeader(reader);
            byte[] labelBytes = readLabels(reader.header().size(0), classes);
            if (!storage.inMemory(reader.header().contentBytes())) {
                return new StreamedDataset(name, images, reader.header(), classes, labelBytes);
            }
            IdxImages read = IdxImages.readAll(reader);
            return new MemoryDataset(name, read.rows(), read.columns(), classes, read.pixels(), labelBytes);
        }
    }

    private byte[] readLabels(long imageCount, int classes) {
        try (IdxReader reader = IdxReader.open(labels)) {
            reader.requireBytes(1, "labels");
            long count = reader.header().size(0);
            if (count != imageCount) {
                throw DataException.about(
                        labels,
                        "not as many labels as images",
                        imageCount + " as in " + images.getFileName(),
                        count,
                        "these files don't belong together: fetch both again");
            }
            byte[] bytes = new byte[(int) count];
            reader.read(bytes, 0, bytes.length);
            reader.finish();
            requireClasses(bytes, classes);
            return bytes;
        }
    }

    private void requireClasses(byte[] bytes, int classes) {
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xff) >= classes) {
                throw DataException.about(
                        labels,
                        "label outside the classes",
                        "0 to " + (classes - 1),
                        (bytes[i] & 0xff) + " for image " + i,
                        "the file is damaged or of another data set: fetch it again");
            }
        }
    }
}
