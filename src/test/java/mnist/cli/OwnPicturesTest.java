package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import mnist.data.Dataset;
import mnist.data.folder.ReadFolder;
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
        digits = ReadFolder.of(cli.data()).test();
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

    private static Cli.Result withInput(byte[] input, Object... arguments) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input));
            return predict(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<Object> values(Cli.Result result, String key) {
        return result.objects().stream().map(answer -> answer.get(key)).toList();
    }

    @Test
    void picturesInStandardInputFollowOneAnother() throws IOException {
        byte[] png = Files.readAllBytes(write("4.png", sheet(4)));
        byte[] jpeg = Files.readAllBytes(write("7.jpg", sheet(7)));
        byte[] gif = Files.readAllBytes(write("1.gif", sheet(1)));
        byte[] bmp = Files.readAllBytes(write("3.bmp", sheet(3)));
        byte[] lineEnd = {'\r', '\n'};
        Cli.Result all =
                withInput(joined(png, jpeg, lineEnd, gif, bmp, jpeg, new byte[700], png, lineEnd), "-", "--json");
        assertEquals(List.of(4, 7, 1, 3, 7, 4), values(all.assertDone(), "prediction"));
        assertEquals("standard input, picture 3", values(all, "image").get(2));
        assertEquals("", all.err());
        Cli.Result torn = withInput(joined(jpeg, Arrays.copyOf(png, png.length / 2)), "-", "--json");
        assertEquals(3, torn.exitCode());
        assertEquals(List.of(7), values(torn, "prediction"));
        torn.assertErr("standard input, picture 2: damaged picture");
        byte[] webp = "RIFF1234WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
        byte[] ico = {0, 0, 1, 0, 1, 0, 16, 16};
        withInput(joined(png, ico), "-").assertErr("picture 2: cannot be read", "found an ICO picture");
        Cli.Result other = withInput(joined(png, webp), "-", "--json");
        assertEquals(3, other.exitCode());
        other.assertErr("picture 2: cannot be read", "found a WebP picture");
    }

    /** Telephones put a film, or further JPEGs that they announce, behind a photograph. */
    @Test
    void whatCamerasPutBehindAPhotographIsNoPicture() throws IOException {
        byte[] jpeg = Files.readAllBytes(write("7.jpg", sheet(7)));
        byte[] film = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes(StandardCharsets.ISO_8859_1);
        Cli.Result moving = withInput(joined(jpeg, film), "-", "--json").assertDone();
        assertEquals("standard input", moving.json().get("image"));
        moving.assertErr("warning", "a film");
        byte[] announced = "\u00ff\u00e2\0\u001cMPF\0MM\0*\0\0\0\b\0\u0001\u00b0\u0001\0\u0004\0\0\0\u0001\0\0\0\u0002"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] start = Arrays.copyOf(jpeg, 2);
        byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
        byte[] png = Files.readAllBytes(write("4.png", sheet(4)));
        Cli.Result depth = withInput(joined(start, announced, rest, jpeg, png), "-", "--json");
        assertEquals(List.of(7, 4), values(depth.assertDone(), "prediction"));
    }

    @Test
    void standardInputMayBeAnIdxFile() throws IOException {
        byte[] idx = Files.readAllBytes(cli.data().resolve("t10k-images-idx3-ubyte"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(idx);
        }
        List<Object> tops = values(predict("--index", "3,199,5..7,3", "--json"), "top");
        for (byte[] input : List.of(idx, packed.toByteArray())) {
            Cli.Result chosen =
                    withInput(input, "-", "--index", "3,199,5..7,3", "--json").assertDone();
            assertEquals(tops, values(chosen, "top"));
            assertEquals("standard input 199", values(chosen, "image").get(1));
            assertEquals(200, withInput(input, "-").assertDone().out().lines().count());
            withInput(input, "-", "--index", "190..200").assertRefused(2, "--index 190..200", "0 to 199");
            withInput(Arrays.copyOf(input, input.length - 9), "-").assertRefused(3, "standard input", "is cut off");
        }
        withInput(joined(idx, idx), "-").assertRefused(3, "standard input: file too long");
        withInput(Files.readAllBytes(write("4.png", sheet(4))), "-", "--index", "0")
                .assertRefused(3, "is no IDX file");
    }

    /** People name files of their own: none is to be deleted. */
    @Test
    void filesThatOnlyBeginLikeIdxAreCalledWhatTheyAre() throws IOException {
        Map<String, byte[]> files = Map.of(
                "an ICO picture", new byte[] {0, 0, 1, 0, 1, 0, 16, 16},
                "nothing but zero bytes", new byte[600],
                "a HEIC picture", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1),
                "a gzip file", new byte[] {0x1f, (byte) 0x8b, 8, 0});
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = Files.write(folder.resolve("file"), file.getValue());
            predict(path).assertRefused(3, "file: cannot be read", "found " + file.getKey());
            withInput(file.getValue(), "-").assertRefused(3, "found " + file.getKey());
        }
        byte[] idx = Files.readAllBytes(cli.data().resolve("t10k-images-idx3-ubyte"));
        Path torn = Files.write(folder.resolve("torn"), Arrays.copyOf(idx, idx.length - 1));
        predict(torn).assertRefused(3, "torn: file too short (expected 156800 bytes");
        assertFalse(predict(torn).err().contains("delete"));
    }

    @Test
    void aFolderNamesWhatItDoesNotUse() throws IOException {
        write("scans/1.png", sheet(3));
        write("scans/.hidden.png", sheet(3));
        Files.write(folder.resolve("scans/._1.png"), new byte[] {0, 5, 22, 7});
        for (String ending : List.of("webp", "heic", "heif", "avif", "jp2", "ico", "svg", "PSD")) {
            Files.writeString(folder.resolve("scans/2." + ending), "RIFF1234WEBPVP8 ");
        }
        Files.write(folder.resolve("scans/really.webp"), Files.readAllBytes(write("four.png", sheet(4))));
        Cli.Result result = predict(folder.resolve("scans"), "--json");
        assertEquals(3, result.exitCode());
        assertEquals(List.of(3, 4), values(result, "prediction"));
        assertEquals(8, result.err().lines().count(), result.err());
        result.assertErr("2.webp: cannot be read", "2.PSD", "2.svg", "found a WebP picture");
        write("sorted/7/one.png", sheet(7));
        predict(folder.resolve("sorted"))
                .assertRefused(3, "sorted: holds no pictures itself", "7", "one.png", "name the folders");
    }

    @Test
    void foldersNamedAsClassesSayWhatThePicturesShow() throws IOException {
        Path seven = write("sorted/7/a.png", sheet(7));
        Path four = write("sorted/4/a.png", sheet(4));
        Path wrong = write("sorted/4/b.png", sheet(1));
        Cli.Result result = predict(seven, four, wrong).assertDone();
        result.assertOut("  right", "WRONG, it is 4", "66.67% right, 1 of 3 wrong", "called   0   1", "is 4     .   1");
        assertEquals(List.of(7, 4, 4), values(predict(seven, four, wrong, "--json"), "label"));
        Cli.Result oneClass = predict(folder.resolve("sorted/4")).assertDone();
        oneClass.assertOut("50.00% right, 1 of 2 wrong");
        assertFalse(oneClass.out().contains("called"), oneClass.out());
        for (String unknown : List.of("10", "07", "four")) {
            Path other = write("sorted/" + unknown + "/a.png", sheet(7));
            Cli.Result mixed = predict(seven, other).assertDone();
            assertFalse(mixed.out().contains("right") || mixed.out().contains("WRONG"), mixed.out());
            assertNull(values(predict(seven, other, "--json"), "label").get(0));
        }
        assertNull(predict(seven, "--many", "--json").json().get("label"));
    }

    @Test
    void pathsMayComeFromAList() throws IOException {
        Path seven = write("seven \u00e9.png", sheet(7));
        Path four = write("four.png", sheet(4));
        Path list = Files.writeString(folder.resolve("list"), "\ufeff" + seven + "\r\n\r\n" + four + "\n");
        assertEquals(
                List.of(7, 4), values(predict("--files-from", list, "--json").assertDone(), "prediction"));
        assertEquals(
                List.of(4, 7, 4),
                values(predict(four, "--files-from", list, "--json").assertDone(), "prediction"));
        Path none = folder.resolve("none.png");
        byte[] lines = (four + "\n\n" + none + "\n" + seven).getBytes(StandardCharsets.UTF_8);
        Cli.Result missing = withInput(lines, "--files-from", "-", "--json");
        assertEquals(3, missing.exitCode());
        assertEquals(List.of(4, 7), values(missing, "prediction"));
        missing.assertErr("standard input, line 3: " + none + ": no such file");
        predict("--files-from", none).assertRefused(3, "none.png: no such file");
        predict("--files-from", Files.writeString(folder.resolve("empty"), "\n\n"))
                .assertRefused(3, "names no files");
        predict("--files-from", Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xe9, '\n'}))
                .assertRefused(3, "latin: is no text in UTF-8");
        predict("-", "--files-from", "-").assertRefused(2, "standard input", "once");
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
