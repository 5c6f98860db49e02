package mnist.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Small files that claim to be enormous pictures, unpack to gigabytes, or lead their reader in circles. */
public final class HostilePictures {
    private static final int GREY = 0;
    private static final int PALETTE = 3;
    private static final int BOMB_BYTES = 200 << 20;

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private HostilePictures() {}

    /** Each by its name. */
    public static Map<String, byte[]> all() {
        byte[] zeros = deflated(BOMB_BYTES);
        byte[] blank = deflated(29 * 28);
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("text-bomb.png", png(28, 28, GREY, blank, chunk("zTXt", bytes("k\0\0"), zeros)));
        all.put("text-bomb-utf8.png", png(28, 28, GREY, blank, chunk("iTXt", bytes("k\0\1\0\0\0"), zeros)));
        all.put("profile-bomb.png", png(28, 28, GREY, blank, chunk("iCCP", bytes("k\0\0"), zeros)));
        all.put(
                "palette-bomb.png",
                png(28, 28, PALETTE, blank, chunk("zTXt", bytes("k\0\0"), zeros), chunk("PLTE", new byte[768])));
        all.put("pixel-bomb.png", png(1, 1, GREY, zeros));
        all.put("too-many.png", png(Integer.MAX_VALUE, Integer.MAX_VALUE, GREY, blank));
        all.put("wide.png", png(128_000_000, 1, GREY, blank));
        all.put("tall.png", png(1, 128_000_000, GREY, blank));
        all.put("chunk-without-end.png", Arrays.copyOf(png(28, 28, GREY, blank, chunk("tEXt", new byte[9])), 45));
        all.put("circle.tif", tiff(8, field(256, SHORT, 1, 4)));
        all.put("circle-of-exif.tif", tiff(0, field(330, LONG, 1, 8), field(34665, LONG, 1, 8)));
        all.put("many-strips.tif", tiff(0, field(273, LONG, 0x3fffffff, 8), field(279, LONG, 0x3fffffff, 8)));
        all.put("many-bits.tif", tiff(0, field(258, SHORT, 1, 65535), field(277, SHORT, 1, 65535)));
        all.put("tiles.tif", tiff(0, field(322, LONG, 1, 0x7fff0000), field(323, LONG, 1, 0x7fff0000)));
        all.put("wide.tif", tiff(0, field(256, LONG, 1, 1_000_000)));
        all.put("directory-cut-off.tif", Arrays.copyOf(tiff(0), 60));
        all.put("many-frames.gif", gif(100_000));
        all.put("huge.bmp", bmp(Integer.MAX_VALUE, Integer.MAX_VALUE));
        all.put("negative.bmp", bmp(-4, Integer.MIN_VALUE));
        return all;
    }

    private static byte[] png(int width, int height, int colours, byte[] pixels, byte[]... chunks) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        header.put((byte) colours);
        return joined(
                bytes("\u0089PNG\r\n\u001a\n"),
                chunk("IHDR", header.array()),
                joined(chunks),
                chunk("IDAT", pixels),
                chunk("IEND"));
    }

    private static byte[] chunk(String name, byte[]... content) {
        byte[] named = joined(bytes(name), joined(content));
        CRC32 checksum = new CRC32();
        checksum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(named.length - 4)
                .put(named)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A picture of 4 x 4 pixels, with other fields in place of the usual ones. @param next the next directory's place */
    private static byte[] tiff(int next, byte[]... others) {
        Map<Short, byte[]> fields = new TreeMap<>();
        int pixels = 8 + 2 + 4 + 12 * 16;
        for (byte[] usual : new byte[][] {
            field(256, SHORT, 1, 4),
            field(257, SHORT, 1, 4),
            field(258, SHORT, 1, 8),
            field(259, SHORT, 1, 1),
            field(262, SHORT, 1, 1),
            field(273, LONG, 1, pixels),
            field(277, SHORT, 1, 1),
            field(278, SHORT, 1, 4),
            field(279, LONG, 1, 16)
        }) {
            fields.put(little(usual).getShort(), usual);
        }
        for (byte[] other : others) {
            fields.put(little(other).getShort(), other);
        }
        ByteBuffer file = little(new byte[pixels + 16]);
        file.put(bytes("II*\0")).putInt(8).putShort((short) fields.size());
        fields.values().forEach(file::put);
        return file.putInt(next).array();
    }

    private static byte[] field(int tag, int type, int count, int value) {
        return little(new byte[12])
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(count)
                .putInt(value)
                .array();
    }

    private static byte[] gif(int frames) {
        byte[] frame = bytes(",\0\0\0\0\2\0\2\0\0\2\3\u0044\2\5\0");
        byte[] all = new byte[frames * frame.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = frame[i % frame.length];
        }
        return joined(bytes("GIF89a\2\0\2\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff"), all, bytes(";"));
    }

    private static byte[] bmp(int width, int height) {
        ByteBuffer file =
                little(new byte[54]).put(bytes("BM")).putInt(54).putInt(0).putInt(54);
        return file.putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
    }

    private static byte[] deflated(int zeros) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            for (int rest = zeros; rest > 0; rest -= block.length) {
                out.write(block, 0, Math.min(rest, block.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
