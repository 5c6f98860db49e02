package mnist.picture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import mnist.file.FileKind;

/**
 * Pictures that follow one another in one stream, as {@code cat *.png} writes them. PNG, JPEG, GIF and BMP say where they
 * end; a picture of another kind takes all the rest.
 */
public final class PictureSequence {
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int PNG_END = ByteBuffer.wrap(ascii("IEND")).getInt();
    private static final int CHECKSUM_BYTES = 4;

    private static final int END_OF_JPEG = 0xd9;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int APP2 = 0xe2;

    /** Of JPEGs that carry further ones behind them, previews and depth maps: the tag of their number. */
    private static final String ALL_BIG_ENDIAN = "\u00b0\u0001\0\u0004\0\0\0\u0001";

    private static final String ALL_LITTLE_ENDIAN = "\u0001\u00b0\u0004\0\u0001\0\0\0";

    private static final int GIF_HEADER_BYTES = 13;
    private static final int GIF_IMAGE_BYTES = 9;

    private final BufferedInputStream in;
    private ByteArrayOutputStream copied;
    private int given;
    private boolean lastIsJpeg;

    /** JPEGs still to come that belong to the one before them. */
    private int attached;

    public PictureSequence(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next picture's file, also where it is cut off or of a kind that nobody reads; null at the end. */
    public byte[] next() throws IOException {
        byte[] picture = one();
        while (attached > 0 && lastIsJpeg && kind(skipFiller()).contains("JPEG")) {
            int left = attached - 1;
            one();
            attached = left;
        }
        attached = 0;
        return picture;
    }

    /** Whether another picture follows. */
    public boolean hasNext() throws IOException {
        return (given == 0 ? peek() : skipFiller()).length > 0;
    }

    /**
     * What follows the last picture though it is none: cameras put films and notes of their makers behind their JPEGs.
     * Null if that is not so.
     */
    public String trailer() throws IOException {
        byte[] start = skipFiller();
        String kind = kind(start);
        return given > 0 && lastIsJpeg && start.length > 0 && !kind.contains("picture") ? kind : null;
    }

    private static String kind(byte[] start) {
        return start.length == 0 ? "" : FileKind.of(start);
    }

    private byte[] one() throws IOException {
        byte[] start = given == 0 ? peek() : skipFiller();
        if (start.length == 0) {
            return null;
        }
        given++;
        copied = new ByteArrayOutputStream();
        String kind = kind(start);
        lastIsJpeg = kind.contains("a JPEG picture");
        try {
            switch (kind) {
                case "a PNG picture" -> png();
                case "a JPEG picture" -> jpeg();
                case "a GIF picture" -> gif();
                case "a BMP picture" -> bmp();
                default -> rest();
            }
        } catch (EOFException e) {
            // The decoder will say that it is cut off.
        }
        return copied.toByteArray();
    }

    /** The next bytes, which stay in the stream. */
    private byte[] peek() throws IOException {
        in.mark(FileKind.START_BYTES);
        byte[] start = in.readNBytes(FileKind.START_BYTES);
        in.reset();
        return start;
    }

    /** Goes beyond line ends and zero bytes between pictures. Returns the next bytes, which stay in the stream. */
    private byte[] skipFiller() throws IOException {
        byte[] start = peek();
        for (int filler = filler(start); filler > 0; filler = filler(start)) {
            in.skipNBytes(filler);
            start = peek();
        }
        return start;
    }

    /** How many of these bytes are surely of no picture; some begin with zero bytes. */
    private static int filler(byte[] start) {
        if (start.length == 0) {
            return 0;
        }
        return switch (kind(start)) {
            case "nothing but zero bytes" -> start.length;
            case "a file of an unknown kind" -> start[0] == 0 || isLineEnd(start[0]) ? 1 : 0;
            default -> isLineEnd(start[0]) ? 1 : 0;
        };
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private void png() throws IOException {
        take(PNG_SIGNATURE_BYTES);
        int name;
        do {
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(take(4)).getInt());
            name = ByteBuffer.wrap(take(4)).getInt();
            take(length + CHECKSUM_BYTES);
        } while (name != PNG_END);
    }

    private void jpeg() throws IOException {
        attached = 0;
        take(2);
        for (int marker = marker(); marker != END_OF_JPEG; marker = marker()) {
            if (hasLength(marker)) {
                byte[] length = take(2);
                byte[] segment = take(Math.max(0, (((length[0] & 0xff) << Byte.SIZE) | (length[1] & 0xff)) - 2));
                if (marker == APP2) {
                    attached = Math.max(attached, attached(segment));
                }
            }
        }
    }

    /** The next marker of a JPEG, also after the pixels of a scan, in which 0xff is followed by 0 or a restart's number. */
    private int marker() throws IOException {
        int before = 0;
        while (true) {
            int b = takeByte();
            if (before == 0xff && b != 0 && b != 0xff && !isRestart(b)) {
                return b;
            }
            before = b;
        }
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }

    private static boolean hasLength(int marker) {
        return marker >= 0xc0 && marker != START_OF_IMAGE;
    }

    /** How many JPEGs follow one that has this segment, by the Multi-Picture Format. */
    private static int attached(byte[] segment) {
        String text = new String(segment, StandardCharsets.ISO_8859_1);
        int big = text.indexOf(ALL_BIG_ENDIAN);
        int little = text.indexOf(ALL_LITTLE_ENDIAN);
        int at = Math.max(big, little) + ALL_BIG_ENDIAN.length();
        if (!text.startsWith("MPF\0") || Math.max(big, little) < 0 || at + 4 > segment.length) {
            return 0;
        }
        return (big >= 0 ? segment[at + 3] : segment[at]) - 1;
    }

    private void gif() throws IOException {
        colours(take(GIF_HEADER_BYTES)[10]);
        while (true) {
            switch (takeByte()) {
                case ';' -> {
                    return;
                }
                case '!' -> {
                    take(1);
                    blocks();
                }
                case ',' -> {
                    colours(take(GIF_IMAGE_BYTES)[8]);
                    take(1);
                    blocks();
                }
                default -> {
                    rest();
                    return;
                }
            }
        }
    }

    private void colours(byte flags) throws IOException {
        if (flags < 0) {
            take(3L << ((flags & 7) + 1));
        }
    }

    private void blocks() throws IOException {
        for (int length = takeByte(); length > 0; length = takeByte()) {
            take(length);
        }
    }

    private void bmp() throws IOException {
        take(2);
        long size = Integer.toUnsignedLong(
                Integer.reverseBytes(ByteBuffer.wrap(take(4)).getInt()));
        if (size > 6) {
            take(size - 6);
        } else {
            rest();
        }
    }

    private void rest() throws IOException {
        in.transferTo(copied);
    }

    /** @throws EOFException if there are fewer; they are copied all the same */
    private byte[] take(long count) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(count, Integer.MAX_VALUE - 8));
        copied.writeBytes(bytes);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private int takeByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        copied.write(b);
        return b;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
