package mnist.data.idx;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.DoubleStream;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.data.number.NumberStream;
import mnist.file.FileKind;

/**
 * Reads one IDX file, raw or gz, from start to end. Sizes are checked as early as can be: of a raw file at opening, of
 * a gz file against what its length can hold at all at opening and exactly by {@link #finish()}.
 *
 * <p>Every method throws {@link DataException} when the file is not what it should be.
 */
public final class IdxReader implements NumberStream {
    private final FilePlace path;
    private final InputFile file;
    private final InputStream in;
    private final IdxHeader header;
    private long remaining;

    private IdxReader(InputFile file, InputStream in) throws IOException {
        this.path = file.place();
        this.file = file;
        this.in = in;
        this.header = readHeader();
        this.remaining = header.contentBytes();
        checkLength();
    }

    /** Opens the file and reads its header. */
    public static IdxReader open(Path path) {
        return open(FilePlace.of(path));
    }

    /** Opens the file and reads its header. */
    public static IdxReader open(FilePlace path) {
        InputFile file = InputFile.of(path);
        try {
            InputStream in = file.open();
            try {
                return new IdxReader(file, in);
            } catch (IOException | DataException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw InputFile.complaint(path, e);
        }
    }

    /** Whether a file begins like IDX, compressed or not; it need not be sound. */
    public static boolean isIdx(FilePlace path) {
        try (InputStream in = InputFile.of(path).open()) {
            return FileKind.isIdx(in.readNBytes(4));
        } catch (IOException | DataException e) {
            return false;
        }
    }

    public FilePlace path() {
        return path;
    }

    /** As it was when it was opened. */
    InputFile file() {
        return file;
    }

    public IdxHeader header() {
        return header;
    }

    /** Bytes of content not read yet. */
    public long remaining() {
        return remaining;
    }

    /** Reads the next {@code length} bytes of the content, which must be there. */
    @Override
    public void read(byte[] target, int offset, int length) {
        try {
            int got = in.readNBytes(target, offset, (int) Math.min(length, remaining));
            remaining -= got;
            if (got < length) {
                throw tooShort(header.contentBytes() - remaining);
            }
        } catch (IOException e) {
            throw InputFile.complaint(path, e);
        }
    }

    /** The next numbers, of whatever type, {@code most} of them if there are so many: for looking at files. */
    public double[] numbers(int most) {
        IdxType type = header.type();
        byte[] content = new byte[(int) Math.min((long) most * type.bytes(), remaining)];
        read(content, 0, content.length);
        if (remaining == 0) {
            finish();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        return DoubleStream.generate(() -> type.next(buffer))
                .limit(content.length / type.bytes())
                .toArray();
    }

    /** Leaves out the next {@code length} bytes of the content. */
    @Override
    public void skip(long length) {
        try {
            in.skipNBytes(length);
            remaining -= length;
        } catch (EOFException e) {
            throw DataException.about(path, "file too short", header, "less", InputFile.AGAIN);
        } catch (IOException e) {
            throw InputFile.complaint(path, e);
        }
    }

    /** Makes sure, once all is read, that nothing follows; of a gz file this also checks the checksum. */
    @Override
    public void finish() {
        try {
            if (in.read() >= 0) {
                throw DataException.about(
                        path, "file too long", header.contentBytes() + " bytes for " + header, "more", InputFile.AGAIN);
            }
        } catch (IOException e) {
            throw InputFile.complaint(path, e);
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

    private IdxHeader readHeader() throws IOException {
        byte[] magic = in.readNBytes(4);
        checkMagic(magic);
        IdxType type = IdxType.ofCode(magic[2] & 0xff)
                .orElseThrow(() -> DataException.about(
                        path,
                        "unknown IDX element type",
                        "08, 09, 0b, 0c, 0d or 0e",
                        HexFormat.of().toHexDigits(magic[2]),
                        "its header is damaged: " + InputFile.AGAIN));
        int rank = magic[3] & 0xff;
        byte[] sizes = in.readNBytes(4 * rank);
        if (sizes.length < 4 * rank) {
            throw DataException.about(
                    path, "file too short for its header", 4 + 4 * rank + " bytes", 4 + sizes.length, InputFile.AGAIN);
        }
        List<Long> dimensions = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(sizes);
        for (int d = 0; d < rank; d++) {
            dimensions.add(Integer.toUnsignedLong(buffer.getInt()));
        }
        return new IdxHeader(type, dimensions);
    }

    private void checkMagic(byte[] magic) throws IOException {
        if (magic.length == 4 && magic[0] == 0 && magic[1] == 0) {
            return;
        }
        byte[] start = new SequenceInputStream(new ByteArrayInputStream(magic), in).readNBytes(FileKind.START_BYTES);
        if (FileKind.isPage(start)) {
            throw DataException.about(
                    path,
                    "is a web page, not an IDX file: the server sent an error page instead of the data",
                    "get the file again, from another place");
        }
        if (magic.length < 4) {
            throw DataException.about(
                    path, "file too short for its header", "4 bytes or more", magic.length, InputFile.AGAIN);
        }
        if (FileKind.isGzip(magic)) {
            throw DataException.about(path, "is compressed twice", "gunzip it once");
        }
        throw DataException.about(
                path,
                "wrong magic number, this is no IDX file",
                "00 00 TYPE RANK",
                HexFormat.ofDelimiter(" ").formatHex(magic) + ", " + FileKind.of(start),
                "name an IDX file");
    }

    private void checkLength() {
        long found = file.mostBytes() - header.headerBytes();
        if (found < remaining) {
            throw tooShort(found);
        }
        if (!file.isCompressed() && found > remaining) {
            throw DataException.about(
                    path,
                    "file too long",
                    remaining + " bytes for " + header,
                    found + " after the header",
                    InputFile.AGAIN);
        }
    }

    private DataException tooShort(long found) {
        return DataException.about(
                path,
                "file too short",
                header.contentBytes() + " bytes for " + header,
                (found < 0 ? 0 : "at most " + found),
                InputFile.AGAIN);
    }
}
