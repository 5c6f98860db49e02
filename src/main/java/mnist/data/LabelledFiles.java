package mnist.data;

import java.nio.file.Path;

/** An IDX file of images and the one of their labels. */
public record LabelledFiles(Path images, Path labels) {
    private static final String OTHER_FILE = "is it the right file? Otherwise fetch it again";

    /**
     * Checks both files and makes a data set of them.
     *
     * @param classes labels must be below it, 2 to 256
     * @throws DataException if a file is missing, damaged or not what it should be, or they don't fit each other
     */
    public Dataset open(String name, int classes, Residence residence) {
        byte[] labelBytes = readLabels(classes);
        try (IdxReader reader = IdxReader.open(images)) {
            IdxHeader header = imagesHeader(reader);
            if (header.size(0) != labelBytes.length) {
                throw DataException.about(
                        labels,
                        "as many labels as images are needed",
                        header.size(0) + " as in " + images.getFileName(),
                        labelBytes.length,
                        "fetch both files again");
            }
            int rows = (int) header.size(1);
            int columns = (int) header.size(2);
            if (!residence.inMemory(header.contentBytes())) {
                throw new DataException(images + ": too large for memory");
            }
            byte[] pixels = new byte[(int) header.contentBytes()];
            reader.read(pixels, 0, pixels.length);
            reader.finish();
            return new MemoryDataset(name, rows, columns, classes, pixels, labelBytes);
        }
    }

    /** The header of an image file, found to be what training needs: unsigned bytes, images x rows x columns, not empty. */
    static IdxHeader imagesHeader(IdxReader reader) {
        IdxHeader header = reader.header();
        requireBytes(reader);
        requireRank(reader, 3, "images x rows x columns");
        if (header.contentBytes() == 0) {
            throw DataException.about(reader.path(), "holds no images", "1 image or more", header, OTHER_FILE);
        }
        if (header.size(0) > Integer.MAX_VALUE - 8 || header.size(1) * header.size(2) > 1 << 20) {
            throw DataException.about(
                    reader.path(), "too large", "up to 2^31 images of up to 2^20 pixels", header, OTHER_FILE);
        }
        return header;
    }

    private byte[] readLabels(int classes) {
        try (IdxReader reader = IdxReader.open(labels)) {
            requireBytes(reader);
            requireRank(reader, 1, "labels");
            long count = reader.header().size(0);
            if (count > Integer.MAX_VALUE - 8) {
                throw DataException.about(labels, "too many labels", "up to 2^31", count, OTHER_FILE);
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
                        (bytes[i] & 0xff) + " at image " + i,
                        "the file is damaged or of another data set: fetch it again");
            }
        }
    }

    private static void requireBytes(IdxReader reader) {
        IdxType type = reader.header().type();
        if (type != IdxType.UNSIGNED_BYTE) {
            throw DataException.about(
                    reader.path(), "wrong element type", IdxType.UNSIGNED_BYTE, type, "convert it to unsigned bytes");
        }
    }

    private static void requireRank(IdxReader reader, int rank, String meaning) {
        IdxHeader header = reader.header();
        if (header.rank() != rank) {
            throw DataException.about(
                    reader.path(),
                    "wrong rank",
                    "%d: %s".formatted(rank, meaning),
                    "%d: %s".formatted(header.rank(), header),
                    OTHER_FILE);
        }
    }
}
