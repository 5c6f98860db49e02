package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mnist.data.Dataset;
import mnist.data.folder.ReadFolder;
import mnist.data.generate.SomeDigits;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code mnist predict} with a network that has learned a few hundred digits. */
class PredictCommandTest {
    @TempDir
    Path folder;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(600, 40);

    private static Path digits;
    private static String run;

    @BeforeAll
    static void aModel() {
        digits = cli.data();
        run = cli.path("run").toString();
        cli.command("train --data {HOME}/digits --epochs 12 --hidden none --out {HOME}/run --validation 0 --batch 20"
                        + " --lr 0.05")
                .assertDone();
    }

    private static Cli.Result predict(Object... arguments) {
        return cli.run(Stream.concat(
                        Stream.of("predict", run), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new));
    }

    private Path picture(String name, BufferedImage image) throws IOException {
        File file = folder.resolve(name).toFile();
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file));
        return file.toPath();
    }

    private static BufferedImage asPicture(Dataset images, int index, int type) {
        byte[] pixels = new byte[images.pixels()];
        images.image(index, pixels);
        BufferedImage picture = new BufferedImage(28, 28, type);
        for (int i = 0; i < pixels.length; i++) {
            int grey = pixels[i] & 0xff;
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                picture.getRaster().setSample(i % 28, i / 28, 0, grey);
            } else {
                picture.setRGB(i % 28, i / 28, 0xff000000 | grey * 0x010101);
            }
        }
        return picture;
    }

    @Test
    void imagesOfTheDataSetComeWithTheirLabels() {
        Cli.Result result = predict("--index", "0", "1", "39", "--part", "test").assertDone();
        assertEquals(4, result.out().lines().count(), result.out());
        result.assertOut("digits test 0 ", "digits test 39", "%)", " of 3 right");
        List<Map<String, Object>> objects = predict("--index", "0,1,39", "--json", "--top", "10")
                .assertDone()
                .out()
                .lines()
                .map(Json::parse)
                .toList();
        assertEquals(3, objects.size());
        for (Map<String, Object> object : objects) {
            List<?> top = (List<?>) object.get("top");
            assertEquals(10, top.size());
            assertEquals(
                    1, top.stream().mapToDouble(PredictCommandTest::probability).sum(), 1e-5);
            assertEquals(object.get("prediction"), ((Map<?, ?>) top.get(0)).get("class"));
            assertTrue(object.get("label") instanceof Integer);
        }
    }

    private static double probability(Object entry) {
        return ((Number) ((Map<?, ?>) entry).get("probability")).doubleValue();
    }

    @Test
    void anImageIsTheSameFromWhateverFile() throws IOException {
        Dataset test = ReadFolder.of(digits).test();
        Object fromSet = predict("--index", "5", "--json").json().get("top");
        Path grey = picture("grey.png", asPicture(test, 5, BufferedImage.TYPE_BYTE_GRAY));
        Path coloured = picture("coloured.png", asPicture(test, 5, BufferedImage.TYPE_INT_ARGB));
        Path bitmap = picture("bitmap.bmp", asPicture(test, 5, BufferedImage.TYPE_INT_RGB));
        Cli.Result pictures = predict(grey, coloured, bitmap, "--raw", "--json").assertDone();
        assertEquals("", pictures.err());
        pictures.out().lines().forEach(line -> {
            assertEquals(fromSet, Json.parse(line).get("top"));
            assertNull(Json.parse(line).get("label"));
        });
        Cli.Result idx = predict(digits.resolve("t10k-images-idx3-ubyte"), "--index", "5", "--json");
        assertEquals(fromSet, idx.assertDone().json().get("top"));
        Cli.Result all =
                predict(digits.resolve("t10k-images-idx3-ubyte"), "--json").assertDone();
        assertEquals(40, all.out().lines().count());
    }

    @Test
    void positionsMayBeRanges() {
        assertEquals(List.of(3, 7, 10, 11, 12, 5), positions("3,7,10..12", "5"));
        assertEquals(List.of(39), positions("39..39"));
        assertEquals(IntStream.range(0, 40).boxed().toList(), positions("all"));
        assertEquals(positions("all"), positions("0..39"));
        String file = digits.resolve("t10k-images-idx3-ubyte").toString();
        assertEquals(
                3, predict(file, "--index", "37..39").assertDone().out().lines().count());
        predict("--index", "38..40").assertRefused(2, "--index 38..40", "40 images", "0 to 39");
        predict("--index", "0..99999999999999").assertRefused(2, "--index 0..99999999999999", "0 to 39");
        predict(file, "--index", "0..40").assertRefused(2, "--index 0..40", "40 images", "0 to 39");
        predict("--index", "5..3").assertRefused(2, "--index", "'5..3' goes backwards", "3..5");
        for (String wrong : List.of("5..", "..5", "1...3", "1-3", "ALL")) {
            predict("--index", wrong).assertRefused(2, "--index", "'" + wrong + "' is no position", "0..99, or all");
        }
        predict("--index", "99999999999999999999").assertRefused(2, "--index", "is beyond");
    }

    private static List<Integer> positions(String... words) {
        Object[] arguments =
                Stream.concat(Stream.of("--json", "--index"), Stream.of(words)).toArray();
        return predict(arguments).assertDone().objects().stream()
                .map(object -> ((String) object.get("image")).replaceFirst(".* ", ""))
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void imagesAreDrawnWhenAsked() {
        Cli.Result result = predict("--index", "0", "--draw", "--ascii").assertDone();
        assertEquals(15, result.out().lines().count(), result.out());
        result.assertOut("@");
    }

    @Test
    void picturesOfAnotherSizeOrKindAreRefused() throws IOException {
        Path large = picture("large.png", new BufferedImage(100, 50, BufferedImage.TYPE_INT_RGB));
        predict(large, "--raw").assertRefused(3, "large.png: other size", "expected 28 x 28", "100 x 50", "--raw");
        Path text = Files.writeString(folder.resolve("page.png"), "<html>403</html>");
        predict(text).assertRefused(3, "page.png: cannot be read", "found an HTML page", "download the file itself");
        byte[] whole = Files.readAllBytes(large);
        Path torn = Files.write(folder.resolve("torn.png"), Arrays.copyOf(whole, 40));
        predict(torn).assertRefused(3, "torn.png: damaged picture", "convert it to PNG");
        predict(folder.resolve("none.png")).assertRefused(3, "none.png: no such file");
        predict(Files.createDirectory(folder.resolve("bare"))).assertRefused(3, "bare: holds no pictures", ".png");
        predict(Files.createFile(folder.resolve("empty"))).assertRefused(3, "is empty", "save the picture again");
    }

    @Test
    void idxFilesThatDoNotFitAreRefused() throws IOException {
        Path small = folder.resolve("small");
        IdxWriter.write(small, IdxHeader.ofBytes(1, 20, 20), new byte[400]);
        predict(small)
                .assertRefused(3, "small: other size than the model's images (expected 28 x 28 pixels, found 20 x 20)");
        predict(digits.resolve("t10k-labels-idx1-ubyte")).assertRefused(3, "wrong rank", "40 (unsigned byte)");
        predict(digits.resolve("t10k-images-idx3-ubyte"), "--index", "40").assertRefused(2, "--index 40", "0 to 39");
        predict("--index", "40").assertRefused(2, "--index 40", "40 images", "0 to 39");
        predict("--index", "-1").assertRefused(2, "--index -1", "0 to 39");
    }

    @Test
    void aLightBackgroundIsWarnedOf() throws IOException {
        BufferedImage white = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
        predict(picture("transparent.png", white), "--raw")
                .assertDone()
                .assertErr("background is light", "leave out --raw");
    }

    @Test
    void whatToPredictMustBeSaid() throws IOException {
        predict().assertRefused(2, "predict what?");
        predict("--index", "0", "--top", "0").assertRefused(2, "--top 0");
        predict("--index", "seven").assertRefused(2, "--index");
        Path picture = picture("black.png", new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY));
        predict("--index", "0", picture).assertRefused(3, "black.png: is no IDX file", "leave it out");
        cli.run("predict").assertRefused(2, "MODEL");
        cli.run("predict", cli.home() + "/none.safetensors", "--index", "0").assertRefused(4, "none.safetensors");
        cli.run("predict", cli.home().toString(), "--index", "0")
                .assertRefused(4, "folder of a run", "found a folder of runs");
    }

    @Test
    void dataThatAreGoneOrOfAnotherSizeAreRefused() throws IOException {
        Path others = Files.createDirectory(folder.resolve("others"));
        for (String part : List.of("train", "t10k")) {
            IdxWriter.write(others.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(2, 8, 8), new byte[128]);
            IdxWriter.write(others.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(2), new byte[2]);
        }
        predict("--data", others, "--index", "0")
                .assertRefused(3, "others test: expected images of 28 x 28 pixels, found 8 x 8");
        Path own = SomeDigits.write(folder.resolve("own"), 20, 5);
        String model = folder.resolve("r").toString();
        cli.run("train", "--data", own.toString(), "--epochs", "1", "--validation", "0", "--out", model)
                .assertDone();
        Files.move(own, folder.resolve("elsewhere"));
        cli.run("predict", model, "--index", "0").assertRefused(3, "own", "not there any more", "--data");
    }

    @Test
    void helpTeachesWithinEightyColumns() {
        Cli.Result result = cli.run("predict", "--help").assertDone();
        result.assertOut("mnist predict runs/first --index 0 1 2", "Default: 3");
        assertTrue(result.out().lines().allMatch(line -> line.length() <= 80), result.out());
        assertFalse(result.out().contains("null"));
    }
}
