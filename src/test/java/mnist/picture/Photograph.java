package mnist.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A digit of a data set as somebody might hand it in: another place and size, other colours, bad light. */
public enum Photograph {
    /** As the data set has it. */
    SAME,
    /** At a random place, 1 to 8 times as large, dark on light or light on dark, on coloured or transparent ground. */
    PASTED,
    JPEG,
    NOISE,
    UNEVEN_LIGHT,
    SOFT_SHADOW,
    /** Pen on paper: texture, uneven light, blur, sensor noise, stains, JPEG. */
    PAPER;

    private static final int SIDE = 28;

    /** The file of a picture of this digit. */
    byte[] of(byte[] digit, Random random) {
        if (this == SAME) {
            return png(greyImage(digit));
        }
        double scale = this == PAPER ? 4 + 6 * random.nextDouble() : 1 + 7 * random.nextDouble();
        int size = (int) Math.round(SIDE * scale);
        int width = size + random.nextInt(size + 1);
        int height = size + random.nextInt(size + 1);
        double[][] ink = placed(digit, size, width, height, random);
        boolean dark = this == PAPER || this == SOFT_SHADOW || this == UNEVEN_LIGHT || random.nextBoolean();
        if (this == PASTED && random.nextInt(3) == 0) {
            return png(transparent(ink, dark, random));
        }
        float[][][] picture = coloured(ink, dark, random);
        if (this == UNEVEN_LIGHT || this == PAPER) {
            light(picture, random);
        }
        if (this == SOFT_SHADOW || this == PAPER && random.nextBoolean()) {
            shadow(picture, random);
        }
        if (this == PAPER) {
            stains(picture, random);
        }
        if (this == NOISE || this == PAPER) {
            noise(picture, this == PAPER ? 5 : 10, random);
        }
        BufferedImage image = image(picture);
        if (this == PAPER) {
            float[] ninth = new float[9];
            Arrays.fill(ninth, 1 / 9f);
            image = new ConvolveOp(new Kernel(3, 3, ninth), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
        }
        return this == JPEG || this == PAPER ? jpeg(image, this == JPEG ? 0.25f : 0.6f) : png(image);
    }

    private static BufferedImage greyImage(byte[] digit) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, SIDE, SIDE, digit);
        return image;
    }

    /** Amounts of ink, 0 to 1: height x width. */
    private static double[][] placed(byte[] digit, int size, int width, int height, Random random) {
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = canvas.createGraphics();
        Object[] ways = {
            RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR,
            RenderingHints.VALUE_INTERPOLATION_BILINEAR,
            RenderingHints.VALUE_INTERPOLATION_BICUBIC
        };
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, ways[random.nextInt(ways.length)]);
        int x = random.nextInt(width - size + 1);
        int y = random.nextInt(height - size + 1);
        g.drawImage(greyImage(digit), x, y, size, size, null);
        g.dispose();
        double[][] ink = new double[height][width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                ink[row][column] = canvas.getRaster().getSample(column, row, 0) / 255.0;
            }
        }
        return ink;
    }

    private static float[] colour(boolean dark, Random random) {
        float hue = random.nextFloat();
        float saturation = 0.5f * random.nextFloat();
        float value = dark ? 0.35f * random.nextFloat() : 0.75f + 0.25f * random.nextFloat();
        return new Color(Color.HSBtoRGB(hue, saturation, value)).getRGBColorComponents(null);
    }

    private static BufferedImage transparent(double[][] ink, boolean dark, Random random) {
        BufferedImage image = new BufferedImage(ink[0].length, ink.length, BufferedImage.TYPE_INT_ARGB);
        float[] colour = colour(dark, random);
        for (int row = 0; row < ink.length; row++) {
            for (int column = 0; column < ink[0].length; column++) {
                Color c = new Color(colour[0], colour[1], colour[2], (float) ink[row][column]);
                image.setRGB(column, row, c.getRGB());
            }
        }
        return image;
    }

    private static float[][][] coloured(double[][] ink, boolean dark, Random random) {
        float[] pen = colour(dark, random);
        float[] ground = colour(!dark, random);
        float[][][] picture = new float[ink.length][ink[0].length][3];
        for (int row = 0; row < ink.length; row++) {
            for (int column = 0; column < ink[0].length; column++) {
                for (int i = 0; i < 3; i++) {
                    picture[row][column][i] = (float) (255 * (ground[i] + (pen[i] - ground[i]) * ink[row][column]));
                }
            }
        }
        return picture;
    }

    /** A lamp at one side and a lens that darkens the corners. */
    private static void light(float[][][] picture, Random random) {
        double angle = 2 * Math.PI * random.nextDouble();
        double slope = 0.35 * random.nextDouble();
        double corners = 0.25 * random.nextDouble();
        scale(
                picture,
                (x, y) -> 1
                        - slope * (1 + x * Math.cos(angle) + y * Math.sin(angle)) / 2
                        - corners * (x * x + y * y) / 2);
    }

    /** The shadow of a hand: a soft edge across the picture. */
    private static void shadow(float[][][] picture, Random random) {
        double angle = 2 * Math.PI * random.nextDouble();
        double place = random.nextDouble() - 0.5;
        double softness = 0.1 + 0.2 * random.nextDouble();
        double depth = 0.15 + 0.3 * random.nextDouble();
        scale(
                picture,
                (x, y) -> 1 - depth / (1 + Math.exp(-(x * Math.cos(angle) + y * Math.sin(angle) - place) / softness)));
    }

    private interface Brightness {
        double at(double x, double y);
    }

    private static void scale(float[][][] picture, Brightness brightness) {
        for (int row = 0; row < picture.length; row++) {
            for (int column = 0; column < picture[0].length; column++) {
                double factor = brightness.at(2.0 * column / picture[0].length - 1, 2.0 * row / picture.length - 1);
                for (int i = 0; i < 3; i++) {
                    picture[row][column][i] *= (float) factor;
                }
            }
        }
    }

    /** Specks, and dots as of a pen put down. */
    private static void stains(float[][][] picture, Random random) {
        for (int stain = 0; stain < 6; stain++) {
            int y = random.nextInt(picture.length - 2);
            int x = random.nextInt(picture[0].length - 2);
            for (int i = 0; i < 12; i++) {
                picture[y + i / 6][x + i / 3 % 2][i % 3] *= 0.5f;
            }
        }
    }

    private static void noise(float[][][] picture, double deviation, Random random) {
        for (float[][] row : picture) {
            for (float[] pixel : row) {
                double all = random.nextGaussian();
                for (int i = 0; i < 3; i++) {
                    pixel[i] += (float) (deviation * (0.8 * all + 0.6 * random.nextGaussian()));
                }
            }
        }
    }

    private static BufferedImage image(float[][][] picture) {
        BufferedImage image = new BufferedImage(picture[0].length, picture.length, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < picture.length; row++) {
            for (int column = 0; column < picture[0].length; column++) {
                for (int i = 0; i < 3; i++) {
                    int value = Math.max(0, Math.min(255, Math.round(picture[row][column][i])));
                    image.getRaster().setSample(column, row, i, value);
                }
            }
        }
        return image;
    }

    static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** What the network sees of a picture of this digit. */
    public byte[] prepared(byte[] digit, Random random) {
        Picture picture = PictureFile.read(new ByteArrayInputStream(of(digit, random)), name());
        return PicturePreparation.ofDigits(false)
                .prepare(picture, name())
                .digits()
                .get(0)
                .pixels();
    }
}
