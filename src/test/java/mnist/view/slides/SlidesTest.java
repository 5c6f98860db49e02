package mnist.view.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlidesTest {
    private static final int[][] CONFUSION = {{5, 2}, {0, 3}};
    private static final List<String> NAMES = List.of("0", "1");

    @BeforeAll
    static void fontsAreNeeded() {
        try {
            Slides.requireFonts();
        } catch (IllegalStateException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    private static Map<String, Object> run(String name, Double... losses) {
        List<Map<String, Double>> epochs = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            epochs.add(Map.of("epoch", i + 1.0, "train_loss", losses[i], "train_accuracy", 0.5));
        }
        return Map.of("name", name, "epochs", epochs);
    }

    private static Network network(int hidden) {
        NetworkSpec spec =
                NetworkSpec.plain(12, List.of(hidden), 2, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY);
        return Network.initialize(spec, Initializer.LECUN, 1);
    }

    private static BufferedImage image(Map<String, byte[]> files, String name) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(files.get(name)));
    }

    private static int count(BufferedImage image, int rgb) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void everyPictureHasTheSizeOfASlide() throws IOException {
        Map<String, byte[]> files = Slides.of(List.of(run("a", 0.5, 0.4)), CONFUSION, NAMES, network(5), 4);
        assertEquals(Set.of("curves.png", "confusion.png", "weights.png"), files.keySet());
        for (String name : files.keySet()) {
            assertEquals(1920, image(files, name).getWidth());
            assertEquals(1080, image(files, name).getHeight());
        }
    }

    @Test
    void everyRunHasACurveOfItsColour() throws IOException {
        // Two runs of one name, and one that was stopped before its first epoch.
        List<Map<String, Object>> runs = List.of(run("a", 0.5, 0.4), run("a", 0.6, 0.3), run("c"));
        BufferedImage curves = image(Slides.of(runs, CONFUSION, NAMES, network(5), 4), "curves.png");
        assertTrue(count(curves, 0x0072b2) > 500);
        assertTrue(count(curves, 0xd55e00) > 500);
        assertEquals(0, count(curves, 0x008763));
    }

    @Test
    void mistakesAreDarkerWhereThereAreMore() throws IOException {
        BufferedImage image =
                image(Slides.of(List.of(run("a", 0.5)), CONFUSION, NAMES, network(5), 4), "confusion.png");
        // Of two classes a cell is 420 pixels wide; the most frequent mistake has the full colour.
        assertTrue(count(image, 0xb35000) > 400 * 400);
        assertEquals(0xffffff, image.getRGB(960 + 40, 190 + 420 + 40) & 0xffffff, "never taken for the other");
    }

    @Test
    void withoutTestImagesThereIsNoMatrix() {
        assertEquals(
                Set.of("curves.png", "weights.png"),
                Slides.of(List.of(run("a", 0.5)), null, NAMES, network(5), 4).keySet());
    }

    @Test
    void everyUnitIsShownWhileThereIsRoom() throws IOException {
        for (int hidden : new int[] {1, 7, 128, 3000}) {
            Network network = network(hidden);
            for (int i = 0; i < network.layer(1).w.getNumElements(); i++) {
                network.layer(1).w.data[i] = 1;
            }
            BufferedImage image = image(Slides.of(List.of(run("a")), null, NAMES, network, 4), "weights.png");
            int inked = count(image, 0xb35000);
            assertTrue(inked >= hidden * 12, hidden + " units: " + inked + " pixels");
            assertTrue(inked > 80_000, hidden + " units: " + inked + " pixels");
        }
    }

    /** The cells stay where they are, and so does all else below them. */
    @Test
    void longNamesStandBesideTheMatrix() throws IOException {
        List<String> names = List.of("W".repeat(300), "\ud83d\ude00".repeat(100));
        BufferedImage image =
                image(Slides.of(List.of(run("a", 0.5)), CONFUSION, names, network(5), 4), "confusion.png");
        assertTrue(count(image, 0xb35000) > 400 * 400);
        assertTrue(countInked(image, 760, 190, 190, 840) > 500, "rows have names");
        assertTrue(countInked(image, 960, 70, 840, 110) > 500, "columns have names");
        assertEquals(0, countInked(image, 0, 340, 690, 740), "nothing runs into the notes");
    }

    @Test
    void aThousandClassesHaveCells() throws IOException {
        int[][] confusion = new int[1000][1000];
        confusion[999][999] = 1;
        List<String> names =
                IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
        Map<String, byte[]> files = Slides.of(List.of(run("a", 0.5)), confusion, names, network(5), 4);
        assertTrue(countInked(image(files, "confusion.png"), 960, 190, 840, 840) > 500);
    }

    @Test
    void lettersStandOutFromEveryGround() {
        // Black on white is 21 by definition; #767676 is the lightest grey with 4.5 on white.
        assertEquals(21, Slide.contrast(Color.BLACK, Color.WHITE), 1e-9);
        assertEquals(4.54, Slide.contrast(new Color(0x767676), Color.WHITE), 0.005);
        for (int share = 0; share <= 100; share++) {
            Color ground = Slide.between(Slide.GROUND, Slide.PLUS, share / 100.0);
            double contrast = Slide.contrast(Slide.lettersOn(ground), ground);
            assertTrue(contrast >= 4.5, share + " %: " + contrast);
        }
    }

    @Test
    void bothPlotsBeginAndEndAtTheSameHeight() throws IOException {
        BufferedImage curves = image(Slides.of(List.of(run("a", 0.5, 0.4)), null, NAMES, network(5), 4), "curves.png");
        List<Integer> loss = verticalAxis(curves, 0);
        assertEquals(loss, verticalAxis(curves, 960));
        assertTrue(loss.get(1) - loss.get(0) > 600, loss.toString());
    }

    /** The first and the last row of the longest upright line in the left fifth of a half. */
    private static List<Integer> verticalAxis(BufferedImage image, int from) {
        List<Integer> longest = List.of(0, 0);
        for (int x = from; x < from + 192; x++) {
            int start = -1;
            for (int y = 0; y < image.getHeight(); y++) {
                boolean white = (image.getRGB(x, y) & 0xffffff) == 0xffffff;
                start = white ? -1 : start < 0 ? y : start;
                if (start >= 0 && y - start > longest.get(1) - longest.get(0)) {
                    longest = List.of(start, y);
                }
            }
        }
        return longest;
    }

    @Test
    void theNetworksPicturesNameTheRun() throws IOException {
        for (String name : List.of("confusion.png", "weights.png")) {
            int[] one = region(Slides.of(List.of(run("mmm", 0.5)), CONFUSION, NAMES, network(5), 4), name);
            int[] other = region(Slides.of(List.of(run("iii", 0.5)), CONFUSION, NAMES, network(5), 4), name);
            assertFalse(Arrays.equals(one, other), name);
            // The longest name a folder can have stays on its side.
            String longest = "m".repeat(255);
            BufferedImage image = image(Slides.of(List.of(run(longest, 0.5)), CONFUSION, NAMES, network(5), 4), name);
            int edge = name.equals("confusion.png") ? 960 - 110 : 1920 - 50;
            assertEquals(0, countInked(image, edge, 105, 1, 50), name);
        }
    }

    /** What stands below the title. */
    private static int[] region(Map<String, byte[]> files, String name) throws IOException {
        return image(files, name).getRGB(60, 105, 400, 50, null, 0, 400);
    }

    private static int countInked(BufferedImage image, int x, int y, int width, int height) {
        return (int) Arrays.stream(image.getRGB(x, y, width, height, null, 0, width))
                .filter(rgb -> (rgb & 0xffffff) != 0xffffff)
                .count();
    }
}
