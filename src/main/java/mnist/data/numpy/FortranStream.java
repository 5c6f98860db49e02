package mnist.data.numpy;

import java.util.List;
import java.util.Locale;
import mnist.data.DataException;
import mnist.data.Storage;
import mnist.data.files.InputFile;
import mnist.data.number.NumberStream;

/**
 * The content of an array whose first dimension runs fastest, given out as if the last one did. The whole content is in
 * memory; it is put in order some rows at a time, a row being what belongs to one index of the first dimension.
 */
final class FortranStream implements NumberStream {
    /** Rows together, since the numbers of neighbours lie side by side. */
    private static final int MOST_ROWS = 64;

    private static final int MOST_BLOCK_BYTES = 1 << 22;

    private final NpyHeader header;
    private final Object place;
    private final byte[] content;
    private final int elementBytes;
    private final int rows;
    private final int rowElements;

    /** Sizes of the other dimensions, and how far apart two neighbours in each lie, in elements of a row. */
    private final int[] sizes;

    private final int[] strides;

    /** Some rows in order, from row {@code firstRow} on. */
    private final byte[] block;

    private long firstRow = -1;
    private long position;

    private FortranStream(byte[] content, NpyHeader header, Object place) {
        this.header = header;
        this.place = place;
        this.content = content;
        elementBytes = header.type().bytes();
        List<Long> dimensions = header.dimensions();
        rows = dimensions.get(0).intValue();
        sizes = dimensions.stream().skip(1).mapToInt(Long::intValue).toArray();
        strides = new int[sizes.length];
        int stride = 1;
        for (int d = 0; d < sizes.length; d++) {
            strides[d] = stride;
            stride *= sizes[d];
        }
        rowElements = stride;
        long rowBytes = (long) rowElements * elementBytes;
        long together = Math.max(1, Math.min(Math.min(MOST_ROWS, rows), MOST_BLOCK_BYTES / Math.max(1, rowBytes)));
        block = new byte[(int) (together * rowBytes)];
    }

    /**
     * Reads the whole content and closes its stream.
     *
     * @param place for messages
     * @throws DataException if it is too large for memory
     */
    static FortranStream of(NumberStream stream, NpyHeader header, Object place) {
        try (stream) {
            long bytes = header.contentBytes();
            if (bytes > Storage.mostBytes()) {
                throw DataException.about(
                        place,
                        "in Fortran order and too large for memory",
                        String.format(Locale.ROOT, "%,d MB at most", Storage.mostBytes() >> 20),
                        String.format(Locale.ROOT, "%,d MB", bytes >> 20),
                        "save numpy.ascontiguousarray(array), which is read bit by bit, or give more memory with -Xmx");
            }
            byte[] content = new byte[(int) bytes];
            stream.read(content, 0, content.length);
            stream.finish();
            return new FortranStream(content, header, place);
        }
    }

    @Override
    public void read(byte[] target, int offset, int length) {
        requireContent(length);
        int done = 0;
        while (done < length) {
            int from = inBlock();
            int some = Math.min(length - done, block.length - from);
            System.arraycopy(block, from, target, offset + done, some);
            position += some;
            done += some;
        }
    }

    @Override
    public void skip(long length) {
        requireContent(length);
        position += length;
    }

    private void requireContent(long length) {
        if (length > content.length - position) {
            throw DataException.about(
                    place, "file too short", length + " bytes more", header + " in all", InputFile.AGAIN);
        }
    }

    /** Where in the block the next byte is, which is put in order first if need be. */
    private int inBlock() {
        long first = position / block.length * (block.length / (rowElements * elementBytes));
        if (first != firstRow) {
            firstRow = first;
            fill();
        }
        return (int) (position % block.length);
    }

    private void fill() {
        int rowBytes = rowElements * elementBytes;
        int some = (int) Math.min(block.length / rowBytes, rows - firstRow);
        int[] index = new int[sizes.length];
        int inFile = 0;
        for (int element = 0; element < rowElements; element++) {
            int from = (int) ((inFile * (long) rows + firstRow) * elementBytes);
            for (int row = 0; row < some; row++) {
                int to = row * rowBytes + element * elementBytes;
                for (int b = 0; b < elementBytes; b++) {
                    block[to + b] = content[from + row * elementBytes + b];
                }
            }
            inFile = next(index, inFile);
        }
    }

    /** The next element in order: the last index runs fastest. */
    private int next(int[] index, int inFile) {
        int at = inFile;
        for (int d = index.length - 1; d >= 0; d--) {
            at += strides[d];
            if (++index[d] < sizes[d]) {
                return at;
            }
            at -= strides[d] * sizes[d];
            index[d] = 0;
        }
        return at;
    }

    @Override
    public void finish() {
        // Everything was checked when it was read.
    }

    @Override
    public void close() {
        // There is nothing open any more.
    }
}
