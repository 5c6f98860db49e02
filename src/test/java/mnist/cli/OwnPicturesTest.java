package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import mnist.data.Dataset;
import mnist.data.folder.DataFolder;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code mnist predict} and {@code mnist explain} of people's own pictures. */
class OwnPicturesTest {
    private static final int SIDE = 28;

    @TempDir
    Path folder;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(1500, 200);

    private static Dataset digits;
    private static String run;

    /** The first test image of every digit, all of which the network knows. */
    private static final int[] EXAMPLES = new int[10];

    @BeforeAll
    static void aModel() {
        digits = DataFolder.of(cli.data()).test();
        run = cli.path("run").toString();
        cli.command("train --validation 0 --epochs 8 --hidden 32 --batch 20 --lr 0.05 --data {HOME}/digits --out "
                        + run)
                .assertDone();
        String[] all = Stream.concat(
                        Stream.of("predict", run, "--json", "--index"),
                        Stream.iterate(digits.size() - 1, i -> i >= 0, i -> i - 1)
                                .map(String::valueOf))
                .toArray(String[]::new);
        for (String line : cli.run(all).assertDone().out().lines().toList()) {
            Map<String, Object> answer = Json.parse(line);
            if (answer.get("label").equals(answer.get("prediction"))
                    && ((Number) answer.get("probability")).doubleValue() > 0.9) {
                String name = (String) answer.get("image");
                EXAMPLES[(int) answer.get("label")] = Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1));
            }
        }
    }

    private static Cli.Result predict(Object... arguments) {
        return cli.run(
                Stream.concat(Stream.of("predict", run), Stream.of(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    /** A light sheet with these digits in a row, dark, at three times their size, with some space around. */
    private static BufferedImage sheet(int... row) {
        int size = 3 * SIDE;
        BufferedImage sheet = new BufferedImage(size * row.length + 40, size + 50, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < row.length; i++) {
            digits.image(EXAMPLES[row[i]], pixels);
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) ~pixels[p];
            }
            BufferedImage digit = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            digit.getRaster().setDataElements(0, 0, SIDE, SIDE, pixels);
            BufferedImage coloured = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
            for (int p = 0; p < pixels.length; p++) {
                coloured.setRGB(p % SIDE, p / SIDE, 0x010101 * (pixels[p] & 0xff));
            }
            g.drawImage(coloured, 10 + i * size, 30, size, size, null);
        }
        g.dispose();
        return sheet;
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
        return file;
    }

    private static int prediction(Cli.Result result) {
        return (int) result.assertDone().json().get("prediction");
    }

    @Test
    void aDarkDigitOnALightSheetIsRead() throws IOException {
        for (String format : List.of("png", "jpg", "bmp", "gif")) {
            Cli.Result result = predict(write("four." + format, sheet(4)), "--json");
            assertEquals(4, prediction(result), format);
            assertEquals("", result.err());
        }
    }

    @Test
    void aPhotographIsTurnedAsItsExifDataSay() throws IOException {
        BufferedImage upright = sheet(4);
        BufferedImage lying = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                // Turned to the left; orientation 6 says: turn it to the right.
                lying.setRGB(y, upright.getWidth() - 1 - x, upright.getRGB(x, y));
            }
        }
        byte[] jpeg = Files.readAllBytes(write("lying.jpg", lying));
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36);
        turned.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
        turned.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        turned.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        turned.putShort((short) 6).putShort((short) 0).putInt(0);
        turned.put(jpeg, 2, jpeg.length - 2);
        Path file = Files.write(folder.resolve("turned.jpg"), turned.array());
        Object fromUpright =
                predict(write("upright.png", upright), "--json").json().get("prediction");
        assertEquals(4, fromUpright);
        assertEquals(4, prediction(predict(file, "--json")));
    }

    @Test
    void aFolderIsReadInNaturalOrder() throws IOException {
        write("row/10.png", sheet(1));
        write("row/2.PNG", sheet(7));
        write("row/1.jpg", sheet(3));
        write("row/below/9.png", sheet(3));
        Files.writeString(folder.resolve("row/notes.txt"), "no picture");
        List<Map<String, Object>> answers = predict(folder.resolve("row"), "--json")
                .assertDone()
                .out()
                .lines()
                .map(Json::parse)
                .toList();
        assertEquals(
                List.of("1.jpg", "2.PNG", "10.png"),
                answers.stream()
                        .map(answer -> Path.of((String) answer.get("image"))
                                .getFileName()
                                .toString())
                        .toList());
        assertEquals(
                List.of(3, 7, 1),
                answers.stream().map(answer -> answer.get("prediction")).toList());
    }

    @Test
    void standardInputIsReadUnlessItIsATerminal() throws IOException {
        byte[] picture = Files.readAllBytes(write("seven.png", sheet(7)));
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(picture));
            Map<String, Object> answer = predict("-", "--json").assertDone().json();
            assertEquals(7, answer.get("prediction"));
            assertEquals("standard input", answer.get("image"));
            System.setIn(new ByteArrayInputStream(picture));
            cli.run("explain", run, "-").assertDone().assertOut("standard input: the network takes it for a 7");
            System.setIn(new ByteArrayInputStream(picture));
            cli.run("explain", run, "-", "--html").assertDone().assertOut("explain-standard_input.html");
            System.setIn(new ByteArrayInputStream(new byte[0]));
            predict("-").assertRefused(3, "standard input: is empty");
        } finally {
            System.setIn(before);
        }
        System.setProperty("mnist.stdin.terminal", "true");
        try {
            predict("-").assertRefused(2, "standard input is a terminal", "mnist predict MODEL - <");
            cli.run("explain", run, "-").assertRefused(2, "standard input is a terminal", "mnist explain MODEL - <");
        } finally {
            System.clearProperty("mnist.stdin.terminal");
        }
    }

    @Test
    void severalDigitsAreReadFromLeftToRight() throws IOException {
        Path file = write("row.png", sheet(3, 0, 7, 1));
        Map<String, Object> answer =
                predict(file, "--many", "--json").assertDone().json();
        assertEquals("3071", answer.get("number"));
        List<?> parts = (List<?>) answer.get("digits");
        assertEquals(4, parts.size());
        double product = 1;
        for (Object part : parts) {
            product *= ((Number) ((Map<?, ?>) part).get("probability")).doubleValue();
        }
        assertEquals(product, ((Number) answer.get("probability")).doubleValue(), 1e-5);
        Cli.Result text = predict(file, write("one.png", sheet(1)), "--many").assertDone();
        assertEquals(7, text.out().lines().count(), text.out());
        text.assertOut("row.png  3071 (", "one.png  1 (");
    }

    @Test
    void aRowOfDigitsWithoutManySuggestsMany() throws IOException {
        Cli.Result result = predict(write("row.png", sheet(3, 0)), "--json").assertDone();
        assertEquals(1, result.out().lines().count());
        assertEquals(1, result.err().lines().count());
        result.assertErr("row.png: looks like several digits: try --many");
        assertEquals("", predict(write("row.png", sheet(3, 0)), "--many").err());
        assertEquals("", predict(write("one.png", sheet(3))).err());
    }

    @Test
    void whatTheNetworkSawCanBeKeptAndAnsweredAgain() throws IOException {
        Path first = write("a/five.png", sheet(5));
        Path second = write("b/five.png", sheet(2));
        Path seen = folder.resolve("seen/deep");
        List<Object> tops = predict(first, second, "--json", "--save-prepared", seen)
                .assertDone()
                .out()
                .lines()
                .map(line -> Json.parse(line).get("top"))
                .toList();
        List<Object> again = predict(
                        seen.resolve("five.prepared.png"), seen.resolve("five-2.prepared.png"), "--raw", "--json")
                .assertDone()
                .out()
                .lines()
                .map(line -> Json.parse(line).get("top"))
                .toList();
        assertEquals(tops, again);
        Path file = Files.createFile(folder.resolve("file"));
        predict(first, "--save-prepared", file).assertRefused(4, "cannot be written", "file");
    }

    @Test
    void aBadFileAmongGoodOnesIsNamedAndTheOthersAnswered() throws IOException {
        Path good = write("good.png", sheet(4));
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
        Cli.Result result = predict(bad, good, folder.resolve("none.png"), good, "--json");
        assertEquals(3, result.exitCode());
        assertEquals(2, result.out().lines().count(), result.out());
        List<String> complaints = result.err().lines().toList();
        assertEquals(2, complaints.size(), result.err());
        assertTrue(complaints.get(0).contains("bad.png: cannot be read"), result.err());
        assertTrue(complaints.get(1).contains("none.png: no such file"), result.err());
    }

    @Test
    void blankPicturesAreRefused() throws IOException {
        for (Color colour : List.of(Color.WHITE, Color.BLACK, Color.ORANGE)) {
            BufferedImage blank = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = blank.createGraphics();
            g.setColor(colour);
            g.fillRect(0, 0, 300, 200);
            g.dispose();
            predict(write("blank.png", blank)).assertRefused(3, "blank.png: no digit found", "300 x 200");
        }
        BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        predict(write("clear.png", clear)).assertRefused(3, "clear.png: no digit found");
    }

    /** The header alone, as of a picture too large to be held. */
    @Test
    void enormousPicturesAreRefusedFromTheirHeader() throws IOException {
        byte[] chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(20_000)
                .putInt(20_000)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(chunk);
        byte[] png = ByteBuffer.allocate(33)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put(chunk)
                .putInt((int) crc.getValue())
                .array();
        predict(Files.write(folder.resolve("huge.png"), png))
                .assertRefused(3, "huge.png: too large", "128 million pixels", "20000 x 20000");
    }

    @Test
    void anAnimationIsRefused() throws IOException {
        Path file = folder.resolve("dance.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(writer.getDefaultStreamMetadata(null));
            for (int frame = 0; frame < 3; frame++) {
                BufferedImage image = new BufferedImage(30, 30, BufferedImage.TYPE_BYTE_BINARY);
                writer.writeToSequence(
                        new IIOImage(
                                image,
                                null,
                                writer.getDefaultImageMetadata(
                                        ImageTypeSpecifier.createFromRenderedImage(image), null)),
                        null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        predict(file).assertRefused(3, "dance.gif: is an animation", "found 3 frames", "save one");
    }

    @Test
    void namesCannotSteerTheTerminal() throws IOException {
        Path evil = folder.resolve("e\u001b[31mvil\u202e\n.png");
        assumeTrue(isPossible(evil), "this system has no such file names");
        Files.write(evil, Files.readAllBytes(write("plain.png", sheet(4))));
        Cli.Result text = predict(evil).assertDone();
        text.assertOut("e\\u001b[31mvil\\u202e\\u000a.png");
        assertEquals(1, text.out().lines().count());
        Files.writeString(evil, "no picture");
        predict(evil).assertRefused(3, "e\\u001b[31mvil\\u202e\\u000a.png: cannot be read");
    }

    private static boolean isPossible(Path file) {
        try {
            Files.createFile(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        Path file = write("secret.png", sheet(4));
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root may read everything");
        predict(file).assertRefused(3, "secret.png: may not be read");
    }

    @Test
    void contradictionsAreRefused() throws IOException {
        Path file = write("four.png", sheet(4));
        predict(file, "--raw", "--many").assertRefused(2, "--many", "'raw'");
        predict(file, "--raw", "--prepare", "plain").assertRefused(2, "--raw and --prepare plain");
        predict(file, "--prepare", "round").assertRefused(2, "--prepare", "digit, plain", "'round'");
        predict("--index", "1", "--many").assertRefused(2, "--many", "pictures");
        predict("--index", "1", "--raw").assertRefused(2, "--raw", "pictures");
        predict("--index", "1", "--prepare", "raw").assertRefused(2, "--prepare", "pictures");
    }

    @Test
    void aModelOfAnotherSizeGetsPicturesFittedWhole() throws IOException {
        Path others = Files.createDirectory(folder.resolve("others"));
        byte[] pixels = new byte[256];
        for (int i = 0; i < 256; i++) {
            pixels[i] = (byte) (i % 64 == 20 + i / 64 ? 255 : 0);
        }
        for (String part : List.of("train", "t10k")) {
            IdxWriter.write(others.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(4, 8, 8), pixels);
            for (int i = 0; i < 256; i += 64) {
                pixels[i]++;
            }
            IdxWriter.write(others.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(4), new byte[] {0, 1, 2, 3});
        }
        String small = folder.resolve("small").toString();
        cli.run("train", "--data", others.toString(), "--epochs", "1", "--validation", "0", "--out", small)
                .assertDone();
        String picture = write("four.png", sheet(4)).toString();
        for (String command : List.of("predict", "explain")) {
            cli.run(command, small, picture).assertDone();
            cli.run(command, small, picture, "--prepare", "digit")
                    .assertRefused(2, "--prepare digit", "28 x 28", "expects 8 x 8", "leave it out");
        }
        cli.run("predict", small, picture, "--many").assertRefused(2, "--many", "'plain'", "--prepare digit");
        BufferedImage tiny = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        cli.run("predict", small, write("tiny.png", tiny).toString(), "--raw").assertDone();
    }

    /** Loading it takes time: nobody shall wait for it who has no picture. */
    @Test
    void imagesOfADataSetAreAnsweredWithoutTheLibraryOfPictures() throws IOException {
        Path loaded = folder.resolve("loaded");
        List<String> flags = List.of("-Xlog:class+load:file=" + loaded);
        try (Program program = Program.start(folder, flags, List.of("predict", run, "--index", "1"))) {
            assertEquals(0, program.waitForEnd(), program.err());
        }
        String classes = Files.readString(loaded);
        assertTrue(classes.contains("mnist.cli.model.PredictCommand "), "the log was not understood");
        assertFalse(classes.contains("javax.imageio") || classes.contains("java.awt"), "pictures' classes were loaded");
    }

    /** Advice that one picture was given must not lead back to where it came from. */
    @Test
    void adviceOnRawDoesNotGoRoundInACircle() throws IOException {
        BufferedImage blank = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        Path file = write("blank.png", blank);
        predict(file, "--raw").assertRefused(3, "28 x 28", "make it that size");
        predict(file).assertRefused(3, "no digit found", "contrast");
        assertFalse(predict(file).err().contains("--raw"));
        Path fitting = write("fitting.png", new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY));
        predict(fitting).assertRefused(3, "no digit found", "--raw");
        Path none = folder.resolve("none.png");
        predict(none).assertRefused(3, "none.png: no such file; check the path");
        assertFalse(predict(none).err().contains("fetch"));
    }

    @Test
    void explainTakesAPicture() throws IOException {
        String picture = write("four.png", sheet(4)).toString();
        cli.run("explain", run, picture)
                .assertDone()
                .assertOut("takes it for a 4", "--label", "1  FORWARD", "it is taken as a 4");
        assertFalse(cli.run("explain", run, picture).out().contains("it is a 4"));
        Path page = folder.resolve("page.html");
        cli.run("explain", run, picture, "--html", page.toString()).assertDone();
        assertTrue(Files.readString(page).contains("it is taken as a 4"));
        assertFalse(Files.readString(page).contains("it is a 4"));
        cli.run("explain", run, picture, "--label", "9")
                .assertDone()
                .assertOut("four.png: a 9", "it is a 9", "4  UPDATE");
        Map<String, Object> tree =
                cli.run("explain", run, picture, "--json").assertDone().json();
        assertEquals(picture, tree.get("image"));
        assertFalse(tree.containsKey("index"));
        assertEquals("taken", tree.get("label_is"));
        cli.run("explain", run, picture, "--label", "10").assertRefused(2, "label 10", "0 to 9");
        cli.run("explain", run, picture, "--index", "1").assertRefused(2, "--index", "four.png");
        cli.run("explain", run, "--raw").assertRefused(2, "--raw", "picture");
        cli.run("explain", run, folder.resolve("none.png").toString()).assertRefused(3, "none.png: no such file");
        cli.run("explain", run, folder.toString()).assertRefused(3, "is a directory");
    }
}
