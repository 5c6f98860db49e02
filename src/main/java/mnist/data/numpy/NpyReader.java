package mnist.data.numpy;

import java.io.InputStream;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.data.number.ContentStream;

/** Reads one .npy file from start to end, in the file's own order. */
final class NpyReader extends ContentStream {
    private final NpyHeader header;

    private NpyReader(InputFile file, InputStream in, NpyHeader header) {
        super(file, in, header, header.headerBytes(), header.contentBytes());
        this.header = header;
    }

    /** Opens the file and reads its header. @throws mnist.data.DataException if it is not what it should be */
    static NpyReader open(FilePlace place) {
        return open(place, (file, in) -> new NpyReader(file, in, NpyHeader.read(place, in)));
    }

    NpyHeader header() {
        return header;
    }
}
