package mnist.data.number;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;

/**
 * What follows the header of a file of numbers: as many bytes as that says, and nothing behind them. This is checked as
 * early as can be: of a raw file at opening, of a compressed one against what its length can hold at all at opening and
 * exactly by {@link #finish()}.
 */
public abstract class ContentStream implements NumberStream {
    private final InputFile file;
    private final InputStream in;
    private final Object header;
    private final long contentBytes;
    private long remaining;

    /** Makes a stream of a file whose content was just opened. */
    @FunctionalInterface
    protected interface Opening<S> {
        /** @param in at its start */
        S of(InputFile file, InputStream in) throws IOException;
    }

    /**
     * @param in which stands behind the header
     * @param header for messages
     * @param contentBytes {@link Long#MAX_VALUE} for more than can be
     * @throws DataException if the file cannot be so long, or, uncompressed, is not
     */
    protected ContentStream(InputFile file, InputStream in, Object header, long headerBytes, long contentBytes) {
        this.file = file;
        this.in = in;
        this.header = header;
        this.contentBytes = contentBytes;
        remaining = contentBytes;
        long found = file.mostBytes() - headerBytes;
        if (found < contentBytes) {
            throw tooShort(found);
        }
        if (!file.isCompressed() && found > contentBytes) {
            throw tooLong(found + " after the header");
        }
    }

    /** @throws DataException if the file cannot be read, or is not what it should be */
    protected static <S> S open(FilePlace place, Opening<S> opening) {
        InputFile file = InputFile.of(place);
        try {
            InputStream in = file.open();
            try {
                return opening.of(file, in);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw InputFile.complaint(place, e);
        }
    }

    /** As it was when it was opened. */
    public final InputFile file() {
        return file;
    }

    /** Bytes of content not read yet. */
    public final long remaining() {
        return remaining;
    }

    @Override
    public final void read(byte[] target, int offset, int length) {
        try {
            int got = in.readNBytes(target, offset, (int) Math.min(length, remaining));
            remaining -= got;
            if (got < length) {
                throw tooShort(contentBytes - remaining);
            }
        } catch (IOException e) {
            throw InputFile.complaint(file.place(), e);
        }
    }

    @Override
    public final void skip(long length) {
        try {
            in.skipNBytes(length);
            remaining -= length;
        } catch (EOFException e) {
            throw DataException.about(file.place(), "file too short", header, "less", InputFile.AGAIN);
        } catch (IOException e) {
            throw InputFile.complaint(file.place(), e);
        }
    }

    /** {@inheritDoc} Of a compressed file this also checks the checksum. */
    @Override
    public final void finish() {
        try {
            if (in.read() >= 0) {
                throw tooLong("more");
            }
        } catch (IOException e) {
            throw InputFile.complaint(file.place(), e);
        }
        file.requireUnchanged();
    }

    @Override
    public final void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Closing what was only read loses nothing.
        }
    }

    private DataException tooShort(long found) {
        return DataException.about(
                file.place(),
                "file too short",
                bytes() + " for " + header,
                found < 0 ? 0 : "at most " + found,
                InputFile.AGAIN);
    }

    private DataException tooLong(String found) {
        return DataException.about(file.place(), "file too long", bytes() + " for " + header, found, InputFile.AGAIN);
    }

    private String bytes() {
        return contentBytes == Long.MAX_VALUE ? "more bytes than can be" : contentBytes + " bytes";
    }
}
