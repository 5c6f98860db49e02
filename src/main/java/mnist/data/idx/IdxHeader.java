package mnist.data.idx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The start of an IDX file: two zero bytes, the element type, the rank, then one big-endian 32-bit size per dimension.
 *
 * @param dimensions the sizes, slowest first, read as unsigned: each 0 .. 2^32 - 1; at most 255 of them
 */
public record IdxHeader(IdxType type, List<Long> dimensions) {
    private static final long MAX_SIZE = 0xFFFF_FFFFL;
    private static final int MAX_RANK = 255;

    /** In messages, so many sizes are enough. */
    private static final int MOST_SHOWN = 8;

    public IdxHeader {
        dimensions = List.copyOf(dimensions);
        if (dimensions.size() > MAX_RANK || dimensions.stream().anyMatch(size -> size < 0 || size > MAX_SIZE)) {
            throw new IllegalArgumentException("not possible in IDX: dimensions " + dimensions);
        }
    }

    /** Of unsigned bytes, which is what images and labels are. */
    public static IdxHeader ofBytes(long... dimensions) {
        return new IdxHeader(
                IdxType.UNSIGNED_BYTE, Arrays.stream(dimensions).boxed().toList());
    }

    public int rank() {
        return dimensions.size();
    }

    /** Size of dimension {@code d}, from 0. */
    public long size(int d) {
        return dimensions.get(d);
    }

    /** Size of the header in the file. */
    public int headerBytes() {
        return 4 + 4 * rank();
    }

    /** Size of everything after the header; {@link Long#MAX_VALUE} when it does not fit a long. */
    public long contentBytes() {
        return type.bytesOf(dimensions);
    }

    /** The header as it stands in the file. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(headerBytes());
        bytes.put((byte) 0).put((byte) 0).put((byte) type.code).put((byte) rank());
        dimensions.forEach(size -> bytes.putInt(size.intValue()));
        return bytes.array();
    }

    /** For example "60000 x 28 x 28 (unsigned byte)". */
    @Override
    public String toString() {
        String sizes =
                dimensions.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(" x "));
        return sizes + (dimensions.size() > MOST_SHOWN ? " x ..., " + dimensions.size() + " sizes" : "") + " (" + type
                + ")";
    }
}
