package mnist.data.idx;

import java.nio.ByteOrder;
import java.util.List;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.data.number.NumberArray;
import mnist.data.number.NumberStream;
import mnist.data.number.NumberType;

/** The numbers of an IDX file. */
final class IdxArray implements NumberArray {
    private final InputFile file;
    private final IdxHeader header;

    /** Reads the header. @throws mnist.data.DataException if the file is missing or no IDX file */
    IdxArray(FilePlace place) {
        try (IdxReader reader = IdxReader.open(place)) {
            file = reader.file();
            header = reader.header();
        }
    }

    @Override
    public FilePlace place() {
        return file.place();
    }

    @Override
    public NumberType type() {
        return header.type();
    }

    @Override
    public ByteOrder order() {
        return ByteOrder.BIG_ENDIAN;
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
        return IdxReader.open(file.place());
    }
}
