package mnist.data.numpy;

import java.nio.ByteOrder;
import java.util.List;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.data.number.NumberArray;
import mnist.data.number.NumberStream;

/** The array of an .npy file, on disk or in an archive. */
final class NpyArray implements NumberArray {
    private final InputFile file;
    private final NpyHeader header;

    /** Reads the header. @throws DataException if the file is missing or no .npy file */
    NpyArray(FilePlace place) {
        try (NpyReader reader = NpyReader.open(place)) {
            file = reader.file();
            header = reader.header();
        }
    }

    /** @throws DataException if it holds texts */
    NpyArray requireNumbers() {
        if (header.type().isText()) {
            throw DataException.about(place(), "no numbers", "numbers", shape(), "is it the array of the images?");
        }
        return this;
    }

    @Override
    public FilePlace place() {
        return file.place();
    }

    @Override
    public NpyType type() {
        return header.type();
    }

    @Override
    public ByteOrder order() {
        return header.order();
    }

    @Override
    public List<Long> dimensions() {
        return header.dimensions();
    }

    @Override
    public String shape() {
        return header.toString();
    }

    @Override
    public NumberStream open() {
        file.requireUnchanged();
        NumberStream inOrderOfFile = NpyReader.open(file.place());
        return header.isReordered() ? FortranStream.of(inOrderOfFile, header, place()) : inOrderOfFile;
    }
}
