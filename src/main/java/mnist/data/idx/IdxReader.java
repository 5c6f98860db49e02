package mnist.data.idx;

import java.io.ByteArrayInputStream;
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
import mnist.data.number.ContentStream;
import mnist.file.FileKind;

/** Reads one IDX file, raw or compressed, from start to end. */
public final class IdxReader extends ContentStream {
    private final IdxHeader header;

    private IdxReader(InputFile file, InputStream in, IdxHeader header) {
        super(file, in, header, header.headerBytes(), header.contentBytes());
        this.header = header;
    }

    /** Opens the file and reads its header. */
    public static IdxReader open(Path path) {
        return open(FilePlace.of(path));
    }

    /** Opens the file and reads its header. @throws DataException if it is not what it should be */
    public static IdxReader open(FilePlace place) {
        return open(place, (file, in) -> new IdxReader(file, in, readHeader(place, in)));
    }

    /** Whether a file begins like IDX, compressed or not; it need not be sound. */
    public static boolean isIdx(FilePlace path) {
        try (InputStream in = InputFile.of(path).open()) {
            return FileKind.isIdx(in.readNBytes(4));
        } catch (IOException | DataException e) {
            return false;
        }
    }

    public IdxHeader header() {
        return header;
    }

    /** The next numbers, of whatever type, {@code most} of them if there are so many: for looking at files. */
    public double[] numbers(int most) {
        IdxType type = header.type();
        byte[] content = new byte[(int) Math.min((long) most * type.bytes(), remaining())];
        read(content, 0, content.length);
        if (remaining() == 0) {
            finish();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        return DoubleStream.generate(() -> type.next(buffer))
                .limit(content.length / type.bytes())
                .toArray();
    }

    /**
     * The header that a stream begins with; it stands behind it then.
     *
     * @param path where it comes from, for messages
     * @throws DataException if this is no sound header
     */
    public static IdxHeader readHeader(Object path, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        checkMagic(magic, path, in);
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

    private static void checkMagic(byte[] magic, Object path, InputStream in) throws IOException {
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
                FileKind.replacing(start).orElse("name an IDX file, or the folder or file of other data"));
    }
}
