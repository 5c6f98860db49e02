package mnist.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/** Filled shapes, which are no digits: discs, squares and triangles of many sizes, wherever there is room. */
public final class DrawnShapes {
    public static final int CLASSES = 3;

    private DrawnShapes() {}

    /** The class of shape i. */
    public static int label(int i) {
        return i % CLASSES;
    }

    /** Light on black, always the same for the same number and size. */
    public static Picture shape(int i, int side) {
        Random random = new Random(31L * i + side);
        double size = side * (0.35 + 0.35 * random.nextDouble());
        double x = (side - size) * random.nextDouble();
        double y = (side - size) * random.nextDouble();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        switch (label(i)) {
            case 0 -> g.fill(new Ellipse2D.Double(x, y, size, size));
            case 1 -> g.fill(new Rectangle2D.Double(x, y, size, size));
            default -> {
                Path2D triangle = new Path2D.Double();
                triangle.moveTo(x, y + size);
                triangle.lineTo(x + size, y + size);
                triangle.lineTo(x + size / 2, y);
                triangle.closePath();
                g.fill(triangle);
            }
        }
        g.dispose();
        return new Picture(side, side, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }
}
