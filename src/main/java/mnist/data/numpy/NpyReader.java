package mnist.data.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.data.number.NumberStream;

/**
 * Reads one .npy file from start to end, in the file's own order. Whether it is as long as its header says is checked at
 * opening; of a compressed file that is done exactly by {@link #finish()}.
 *
 * <p>Every method throws {@link DataException} when the file is not what it should be.
 */
final class NpyReader implements NumberStream {
    /** As deflate cannot do better, an archive's entry cannot be longer than so many times the archive. */
    private static final int MOST_INFLATION = 1032;

    private final FilePlace place;
    private final InputFile file;
    private final InputStream in;
    private final NpyHeader header;
    private long remaining;

    private NpyReader(InputFile file, InputStream in) throws IOException {
        place = file.place();
        this.file = file;
        this.in = in;
        header = NpyHeader.read(place, in);
        remaining = header.contentBytes();
        checkLength();
    }

    /** Opens the file and reads its header. */
    static NpyReader open(FilePlace place) {
        InputFile file = InputFile.of(place);
        try {
            InputStream in = file.open();
            try {
                return new NpyReader(file, in);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw InputFile.complaint(place, e);
        }
    }

    /** As it was when it was opened. */
    InputFile file() {
        return file;
    }

    NpyHeader header() {
        return header;
    }

    @Override
    public void read(byte[] target, int offset, int length) {
        try {
            int got = in.readNBytes(target, offset, (int) Math.min(length, remaining));
            remaining -= got;
            if (got < length) {
                throw tooShort(header.contentBytes() - remaining);
            }
        } catch (IOException e) {
            throw InputFile.complaint(place, e);
        }
    }

    @Override
    public void skip(long length) {
        try {
            in.skipNBytes(length);
            remaining -= length;
        } catch (EOFException e) {
            throw DataException.about(place, "file too short", header, "less", InputFile.AGAIN);
        } catch (IOException e) {
            throw InputFile.complaint(place, e);
        }
    }

    @Override
    public void finish() {
        try {
            if (in.read() >= 0) {
                throw tooLong("more");
            }
        } catch (IOException e) {
            throw InputFile.complaint(place, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Closing what was only read loses nothing.
        }
    }

    private void checkLength() throws IOException {
        requirePossible();
        long found = file.mostBytes() - header.headerBytes();
        if (found < remaining) {
            throw tooShort(found);
        }
        if (!file.isCompressed() && found > remaining) {
            throw tooLong(found + " after the header");
        }
    }

    /** So that no memory is taken for what an archive only says that it holds. */
    private void requirePossible() throws IOException {
        long most = Files.size(place.file()) * MOST_INFLATION;
        if (place.isInArchive() && file.size() > most) {
            throw DataException.about(
                    place,
                    "larger than its archive can hold",
                    "at most " + most + " bytes",
                    file.size(),
                    "get the archive again");
        }
    }

    private DataException tooShort(long found) {
        return DataException.about(
                place,
                "file too short",
                bytes() + " for " + header,
                found < 0 ? 0 : "at most " + found,
                InputFile.AGAIN);
    }

    private DataException tooLong(String found) {
        return DataException.about(place, "file too long", bytes() + " for " + header, found, InputFile.AGAIN);
    }

    private String bytes() {
        return header.contentBytes() == Long.MAX_VALUE ? "more bytes than can be" : header.contentBytes() + " bytes";
    }
}
