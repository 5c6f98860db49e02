package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mnist.data.Dataset;
import mnist.data.folder.ReadFolder;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.picture.DrawnShapes;
import mnist.store.ModelFile;
import mnist.store.RunSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A test set's images, exported as pictures, get the answers that the images get: whatever the network learned, and
 * whether the pictures are light on dark or dark on light; of the images' size and, where they
 * are no digits, also three times as large.
 */
class PicturesLikeImagesTest {
    private static final int TEST_IMAGES = 150;
    private static final double LEAST_ALIKE = 0.97;

    @TempDir
    private Path folder;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(1500, TEST_IMAGES);

    private static Path shapes(Path folder, int side, boolean light) throws IOException {
        write(folder, "train", 0, 600, side, light);
        write(folder, "t10k", 600, TEST_IMAGES, side, light);
        return folder;
    }

    private static void write(Path folder, String part, int first, int count, int side, boolean light)
            throws IOException {
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            byte[] shape = DrawnShapes.shape(first + i, side).pixels();
            for (int p = 0; p < shape.length; p++) {
                pixels[i * shape.length + p] = light ? (byte) ~shape[p] : shape[p];
            }
            labels[i] = (byte) DrawnShapes.label(first + i);
        }
        IdxWriter.write(folder.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(count, side, side), pixels);
        IdxWriter.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(count), labels);
    }

    private String trained(Path data, double rate) {
        String run = folder.resolve("run").toString();
        String options =
                "train --validation 0 --epochs 8 --hidden 32 --batch 20 --backend ejml --threads 1 --lr " + rate;
        cli.command(options + " --data " + data + " --out " + run).assertDone();
        return run;
    }

    private Path export(Dataset images, boolean inverted, int times) throws IOException {
        Path exported = Files.createDirectory(folder.resolve("exported-" + inverted + times));
        byte[] pixels = new byte[images.pixels()];
        for (int i = 0; i < images.size(); i++) {
            images.image(i, pixels);
            BufferedImage image = new BufferedImage(images.columns(), images.rows(), BufferedImage.TYPE_BYTE_GRAY);
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = inverted ? (byte) ~pixels[p] : pixels[p];
            }
            image.getRaster().setDataElements(0, 0, images.columns(), images.rows(), pixels);
            ImageIO.write(
                    enlarged(image, times), "png", exported.resolve(i + ".png").toFile());
        }
        return exported;
    }

    private static BufferedImage enlarged(BufferedImage image, int times) {
        BufferedImage large =
                new BufferedImage(times * image.getWidth(), times * image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = large.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(image, 0, 0, large.getWidth(), large.getHeight(), null);
        g.dispose();
        return large;
    }

    private static List<Object> predictions(Object... words) {
        String line = "predict "
                + String.join(" ", List.of(words).stream().map(Object::toString).toList());
        Cli.Result result =
                cli.command(line + " --json --backend ejml --threads 1").assertDone();
        assertEquals("", result.err());
        return result.objects().stream().map(answer -> answer.get("prediction")).toList();
    }

    private static double alike(List<Object> some, List<Object> others) {
        assertEquals(TEST_IMAGES, some.size());
        int alike = 0;
        for (int i = 0; i < TEST_IMAGES; i++) {
            alike += some.get(i).equals(others.get(i)) ? 1 : 0;
        }
        return (double) alike / TEST_IMAGES;
    }

    @ParameterizedTest
    @CsvSource({"digits, 28, false, 1", "shapes, 28, false, 3", "shapes, 20, false, 3", "shapes, 28, true, 3"})
    void theAnswersAreThoseToTheImages(String what, int side, boolean light, int mostTimes) throws IOException {
        Path data = what.equals("digits") ? cli.data() : shapes(folder, side, light);
        String run = trained(data, light ? 0.005 : 0.05);
        List<Object> ofImages = predictions(run, "--index", "all");
        assertTrue(List.copyOf(ofImages).stream().distinct().count() > 2, ofImages.toString());
        for (boolean inverted : new boolean[] {false, true}) {
            for (int times = 1; times <= mostTimes; times += 2) {
                Path exported = export(ReadFolder.of(data).test(), inverted, times);
                double alike = alike(ofImages, predictions(run, exported));
                assertTrue(alike >= LEAST_ALIKE, "inverted " + inverted + ", times " + times + ": " + alike);
            }
        }
    }

    /** Asked as if they were digits, shapes are others: so that the test above could fail. */
    @Test
    void theModelsWayCanBeOverruled() throws IOException {
        Path data = shapes(folder, 28, false);
        String run = trained(data, 0.05);
        List<Object> ofImages = predictions(run, "--index", "all");
        Path exported = export(ReadFolder.of(data).test(), false, 1);
        assertEquals(1, alike(ofImages, predictions(run, exported, "--prepare", "raw")));
        assertEquals(1, alike(ofImages, predictions(run, exported, "--raw")));
        assertTrue(alike(ofImages, predictions(run, exported, "--prepare", "digit")) < LEAST_ALIKE);
    }

    /** Models of before this was noted say nothing. */
    @Test
    void anOlderModelIsTakenForDigitsWithAWarning() throws IOException {
        String run = trained(shapes(folder, 28, false), 0.05);
        ModelFile.Model model = ModelFile.load(Path.of(run, "best.safetensors"));
        Map<String, Object> settings = model.settings().toMap();
        ((Map<?, ?>) settings.get("data")).remove("preparation");
        Path older = folder.resolve("older.safetensors");
        ModelFile.save(older, model.network(), RunSettings.fromMap(settings));
        String picture =
                export(ReadFolder.of(folder).test(), false, 1).resolve("0.png").toString();
        Cli.Result result = cli.run("predict", older.toString(), picture).assertDone();
        result.assertErr("warning", "prepared as digit", "--prepare KIND", "mnist predict --help");
        assertEquals(1, result.err().lines().count());
        assertEquals(
                "",
                cli.run("predict", older.toString(), picture, "--prepare", "plain")
                        .assertDone()
                        .err());
    }
}
