package mnist.data.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.TrainTest;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxType;
import mnist.data.idx.IdxWriter;
import mnist.file.AtomicFile;

/** A folder with four IDX files under MNIST's names, and one with the names of the classes if they are no numbers. */
record IdxFolder(Path folder) {
    /** The name of class 0, of class 1 ..., a line each. */
    private static final String CLASSES = "classes.txt";

    private static final int LABELS_OF_A_BYTE = 1 << Byte.SIZE;

    /** @throws DataException if a name of a class cannot be a line */
    void write(TrainTest data, CountedImages images) throws IOException {
        write("train", data.train(), images);
        write("t10k", data.test(), images);
        ClassNames classes = data.train().classNames();
        if (!classes.areNumbers()) {
            classes.names().forEach(this::requireLine);
            AtomicFile.write(folder.resolve(CLASSES), String.join("\n", classes.names()) + "\n");
        }
    }

    private void requireLine(String name) {
        if (name.isEmpty() || !name.equals(name.strip()) || name.lines().count() != 1) {
            throw DataException.about(
                    folder.resolve(CLASSES),
                    "a class that cannot have a line",
                    "a name without spaces at its ends",
                    "\"" + name.replaceAll("\\R", "?") + "\"",
                    "give the classes other names with --classes");
        }
    }

    private void write(String part, Dataset data, CountedImages images) throws IOException {
        IdxHeader header = IdxHeader.ofBytes(data.size(), data.rows(), data.columns());
        try (IdxWriter writer = new IdxWriter(folder.resolve(part + "-images-idx3-ubyte.gz"), header)) {
            images.write(data, (index, pixels, offset) -> writer.write(pixels, offset, data.pixels()));
            writer.finish();
        }
        boolean bytes = data.classes() <= LABELS_OF_A_BYTE;
        IdxType type = bytes ? IdxType.UNSIGNED_BYTE : IdxType.SHORT;
        IdxWriter.write(
                folder.resolve(part + "-labels-idx1-ubyte.gz"),
                new IdxHeader(type, List.of((long) data.size())),
                labels(data, bytes));
    }

    private static byte[] labels(Dataset data, boolean bytes) {
        ByteBuffer content = ByteBuffer.allocate(data.size() * (bytes ? 1 : Short.BYTES));
        for (int i = 0; i < data.size(); i++) {
            if (bytes) {
                content.put((byte) data.label(i));
            } else {
                content.putShort((short) data.label(i));
            }
        }
        return content.array();
    }
}
