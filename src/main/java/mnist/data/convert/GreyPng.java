package mnist.data.convert;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes grey images of one size as PNG; the same image gives the same bytes. */
final class GreyPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final byte BITS = 8;

    private final int rows;
    private final int columns;

    GreyPng(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** @param pixels the image's stand in it from {@code offset}, 0 is black */
    byte[] bytes(byte[] pixels, int offset) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        // Grey, and the only compression, filters and order there are but one.
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .putInt(columns)
                .putInt(rows)
                .put(BITS)
                .array();
        chunk(png, "IHDR", header, header.length);
        byte[] lines = lines(pixels, offset);
        byte[] packed = new byte[lines.length + lines.length / 1000 + 64];
        chunk(png, "IDAT", packed, deflated(lines, packed));
        chunk(png, "IEND", new byte[0], 0);
        return png.toByteArray();
    }

    /** Each begins with the number of its filter: 0 for none. */
    private byte[] lines(byte[] pixels, int offset) {
        byte[] lines = new byte[rows * (columns + 1)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(pixels, offset + row * columns, lines, row * (columns + 1) + 1, columns);
        }
        return lines;
    }

    private static int deflated(byte[] content, byte[] target) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(content);
            deflater.finish();
            return deflater.deflate(target);
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content, int length) {
        ByteBuffer chunk = ByteBuffer.allocate(3 * Integer.BYTES + length);
        chunk.putInt(length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content, 0, length);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), Integer.BYTES, Integer.BYTES + length);
        png.writeBytes(chunk.putInt((int) checksum.getValue()).array());
    }
}
