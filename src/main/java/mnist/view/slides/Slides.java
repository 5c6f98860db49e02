package mnist.view.slides;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mnist.nn.Network;

/** Curves, confusion matrix and first-layer weights as PNG files of 1920 x 1080 pixels. */
public final class Slides {
    private Slides() {}

    /**
     * The files' contents by name.
     *
     * @param runs at least one, as the report has them: "name", and "epochs" with losses and accuracies; the network is the first one's
     * @param confusion [label][prediction] counts, or null when they are not known
     * @param classNames what the classes are called
     * @param columns width of an image in pixels
     * @throws IllegalStateException in one line, when this Java cannot draw
     */
    public static Map<String, byte[]> of(
            List<Map<String, Object>> runs, int[][] confusion, List<String> classNames, Network network, int columns) {
        System.setProperty("java.awt.headless", "true");
        requireFonts();
        Map<String, byte[]> files = new LinkedHashMap<>();
        String first = runs.get(0).get("name").toString();
        files.put("curves.png", png(CurvesSlide.draw(runs)));
        if (confusion != null) {
            files.put("confusion.png", png(ConfusionSlide.draw(first, confusion, classNames)));
        }
        files.put("weights.png", png(WeightsSlide.draw(first, network, columns)));
        return files;
    }

    /** A Java for servers may come without the libraries, a machine without any font; each JDK fails in its own way. */
    static void requireFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("0", new FontRenderContext(null, true, true));
        } catch (LinkageError | InternalError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new IllegalStateException(
                    "this Java cannot draw text ("
                            + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")
                            + "); install fontconfig and a font, or take a JDK that is not the headless one",
                    e);
        }
    }

    private static byte[] png(BufferedImage image) {
        // Else it would buffer in a file.
        ImageIO.setUseCache(false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
