package mnist.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;

/** Turns a decoded picture into shades of grey. */
final class GreyPicture {
    private static final int OPAQUE = 255;
    private static final int HALF = 128;

    /** Standard deviation of brightness above which what is visible shows both ink and paper. */
    private static final double TWO_SHADES = 40;

    private GreyPicture() {}

    /** Grey as it stands in the file; colours by {@link ColourAxis}; for transparent ones see {@link #ground}. */
    static Picture of(BufferedImage image) {
        boolean isGrey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int[] argb = isGrey
                ? storedGrey(image)
                : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        if (image.getColorModel().hasAlpha()) {
            int ground = ground(argb);
            for (int i = 0; i < argb.length; i++) {
                argb[i] = onGround(argb[i], ground);
            }
        }
        ColourAxis axis = new ColourAxis();
        for (int pixel : argb) {
            axis.add(pixel);
        }
        ColourAxis.Shades shades = axis.shades();
        byte[] pixels = new byte[argb.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) shades.of(argb[i]);
        }
        return new Picture(image.getHeight(), image.getWidth(), pixels);
    }

    /** As colours. Java's own conversion of grey would brighten it. */
    private static int[] storedGrey(BufferedImage image) {
        Raster raster = image.getRaster();
        int shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        int width = image.getWidth();
        int[] argb = new int[width * image.getHeight()];
        int[] grey = new int[width];
        int[] opacity = new int[width];
        Arrays.fill(opacity, OPAQUE << shift);
        for (int row = 0; row < image.getHeight(); row++) {
            raster.getSamples(0, row, width, 1, 0, grey);
            if (raster.getNumBands() > 1) {
                raster.getSamples(0, row, width, 1, 1, opacity);
            }
            for (int column = 0; column < width; column++) {
                argb[row * width + column] = ((opacity[column] >> shift) << 24) | ((grey[column] >> shift) * 0x010101);
            }
        }
        return argb;
    }

    /**
     * The brightness put behind what is transparent. Ink of one colour gets a ground as different as can be (white ink
     * shall not lie on white). Where ink and paper are both visible, as on a sticker, the paper goes on: what most of the
     * visible has.
     */
    private static int ground(int[] argb) {
        int[] histogram = new int[OPAQUE + 1];
        long count = 0;
        double sum = 0;
        double squares = 0;
        for (int pixel : argb) {
            if (pixel >>> 24 >= HALF) {
                int brightness = brightness(pixel);
                histogram[brightness]++;
                count++;
                sum += brightness;
                squares += (double) brightness * brightness;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        boolean twoShades = count > 0 && Math.sqrt(squares / count - mean * mean) > TWO_SHADES;
        if (!twoShades) {
            return mean < HALF ? OPAQUE : 0;
        }
        long below = 0;
        int median = 0;
        while (below + histogram[median] <= count / 2) {
            below += histogram[median++];
        }
        return median;
    }

    private static int onGround(int argb, int ground) {
        int opacity = argb >>> 24;
        int mixed = 0;
        for (int shift = 0; shift < Integer.SIZE - Byte.SIZE; shift += Byte.SIZE) {
            int value = ((argb >> shift) & 0xff) * opacity + ground * (OPAQUE - opacity);
            mixed |= ((value + OPAQUE / 2) / OPAQUE) << shift;
        }
        return mixed;
    }

    /** Luma of ITU-R BT.601. */
    private static int brightness(int rgb) {
        return (299 * ((rgb >> 16) & 0xff) + 587 * ((rgb >> 8) & 0xff) + 114 * (rgb & 0xff) + 500) / 1000;
    }
}
