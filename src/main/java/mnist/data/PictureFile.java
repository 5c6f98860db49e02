package mnist.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads pictures of any format that Java knows (PNG, JPEG, GIF, BMP, TIFF) as shades of grey. */
public final class PictureFile {
    private static final int MOST_PIXELS = 16 << 20;
    private static final String FORMATS = "a picture (PNG, JPEG, GIF, BMP or TIFF) or an IDX file of images";
    private static final int WHITE = 255;

    private PictureFile() {}

    /**
     * Reads the first picture of a file. What is transparent becomes white, as viewers show it.
     *
     * @throws DataException if the file is missing, damaged, no picture, or has more than 16 million pixels
     */
    public static Picture read(Path path) {
        if (Files.isDirectory(path)) {
            throw DataException.about(path, "is a directory", FORMATS, "a directory", "name a file in it");
        }
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(Files.newInputStream(path))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw DataException.about(path, "cannot be read", FORMATS, "something else", "convert it to PNG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return grey(read(path, reader));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw InputFile.complaint(path, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataException(path + ": damaged picture (" + e.getMessage() + "); convert it to PNG again", e);
        }
    }

    private static BufferedImage read(Path path, ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            throw DataException.about(
                    path, "too large", "16 million pixels at most", width + " x " + height, "make it smaller");
        }
        return reader.read(0);
    }

    private static Picture grey(BufferedImage image) {
        int rows = image.getHeight();
        int columns = image.getWidth();
        byte[] pixels = new byte[rows * columns];
        boolean isGrey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                pixels[row * columns + column] =
                        (byte) (isGrey ? stored(image, column, row) : brightness(image.getRGB(column, row)));
            }
        }
        return new Picture(rows, columns, pixels);
    }

    /** The grey value as it stands in the file: Java's own conversion of grey would brighten it. */
    private static int stored(BufferedImage image, int x, int y) {
        Raster raster = image.getRaster();
        int grey = raster.getSample(x, y, 0) >> (raster.getSampleModel().getSampleSize(0) - Byte.SIZE);
        if (raster.getNumBands() < 2) {
            return grey;
        }
        return onWhite(
                grey, raster.getSample(x, y, 1) >> (raster.getSampleModel().getSampleSize(1) - Byte.SIZE));
    }

    private static int brightness(int argb) {
        int red = argb >> 16 & 0xff;
        int green = argb >> 8 & 0xff;
        int blue = argb & 0xff;
        return onWhite((299 * red + 587 * green + 114 * blue + 500) / 1000, argb >>> 24);
    }

    private static int onWhite(int grey, int opacity) {
        return (grey * opacity + WHITE * (WHITE - opacity) + WHITE / 2) / WHITE;
    }
}
