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
        return new Unchanged(IdxReader.open(file.place()));
    }

    /** The file must at the end still be what it was. */
    private final class Unchanged implements NumberStream {
        private final IdxReader reader;

        Unchanged(IdxReader reader) {
            this.reader = reader;
        }

        @Override
        public void read(byte[] target, int offset, int length) {
            reader.read(target, offset, length);
        }

        @Override
        public void skip(long length) {
            reader.skip(length);
        }

        @Override
        public void finish() {
            reader.finish();
            file.requireUnchanged();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
