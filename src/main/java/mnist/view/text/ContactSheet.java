package mnist.view.text;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Grey images of one size in rows, as a PNG. */
public final class ContactSheet {
    /** Pixels of the picture for a pixel of an image, in each direction. */
    private static final int ZOOM = 3;

    /** Around every image, in pixels of the picture. */
    private static final int MARGIN = 4;

    private static final int PAPER = 96;

    private final int imageRows;
    private final int imageColumns;
    private final List<List<byte[]>> lines = new ArrayList<>();

    public ContactSheet(int imageRows, int imageColumns) {
        this.imageRows = imageRows;
        this.imageColumns = imageColumns;
    }

    /** Adds a row of images below, each imageRows x imageColumns unsigned bytes, 0 is black. */
    public void add(List<byte[]> images) {
        lines.add(List.copyOf(images));
    }

    /** The PNG file's bytes. */
    public byte[] png() {
        int most = lines.stream().mapToInt(List::size).max().orElse(0);
        int cellWidth = imageColumns * ZOOM + MARGIN;
        int cellHeight = imageRows * ZOOM + MARGIN;
        BufferedImage sheet = new BufferedImage(
                most * cellWidth + MARGIN, lines.size() * cellHeight + MARGIN, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                sheet.getRaster().setSample(x, y, 0, PAPER);
            }
        }
        for (int line = 0; line < lines.size(); line++) {
            for (int i = 0; i < lines.get(line).size(); i++) {
                draw(lines.get(line).get(i), sheet, MARGIN + i * cellWidth, MARGIN + line * cellHeight);
            }
        }
        return encoded(sheet);
    }

    private void draw(byte[] image, BufferedImage sheet, int left, int top) {
        for (int y = 0; y < imageRows * ZOOM; y++) {
            for (int x = 0; x < imageColumns * ZOOM; x++) {
                int grey = image[y / ZOOM * imageColumns + x / ZOOM] & 0xff;
                sheet.getRaster().setSample(left + x, top + y, 0, grey);
            }
        }
    }

    private static byte[] encoded(BufferedImage sheet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        try {
            ImageIO.write(sheet, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
