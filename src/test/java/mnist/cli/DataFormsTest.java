package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mnist.data.generate.SomeDigits;
import mnist.data.idx.TestFiles;
import mnist.file.RegularFile;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same digits in every form that people have them in end in the same weights, and what is read stays known. */
class DataFormsTest {
    private static final int TRAIN = 60;
    private static final int TEST = 20;
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;
    private static final byte[] IMAGES = SomeDigits.images(TRAIN, 1);
    private static final byte[] LABELS = SomeDigits.labels(TRAIN, 1);
    private static final byte[] TEST_IMAGES = SomeDigits.images(TEST, 2);
    private static final byte[] TEST_LABELS = SomeDigits.labels(TEST, 2);

    @RegisterExtension
    final Cli cli = new Cli();

    private Path data;
    private int runs;

    @BeforeEach
    void makeFolder() throws IOException {
        data = Files.createDirectories(cli.path("data-of-mine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "int", "square", "channel", "one-hot", "from-1", "emnist", "csv", "png", "rgb"})
    void oneAndTheSameWeights(String form) throws IOException {
        writeIdx("", 8, IMAGES, TEST_IMAGES, LABELS, TEST_LABELS);
        String expected = tensors(data, "");
        deleteFiles();
        write(form);
        assertEquals(expected, tensors(data, ""));
    }

    private void write(String form) throws IOException {
        switch (form) {
            case "float" -> writeIdx("", 0x0D, fractions(IMAGES), fractions(TEST_IMAGES), LABELS, TEST_LABELS);
            case "int" -> writeIdx("", 0x0C, ints(IMAGES), ints(TEST_IMAGES), LABELS, TEST_LABELS);
            case "square" -> writeIdx(PIXELS + "", 8, IMAGES, TEST_IMAGES, LABELS, TEST_LABELS);
            case "channel" -> writeIdx("28 28 1", 8, IMAGES, TEST_IMAGES, LABELS, TEST_LABELS);
            case "rgb" -> writeIdx("28 28 3", 8, threefold(IMAGES), threefold(TEST_IMAGES), LABELS, TEST_LABELS);
            case "one-hot" -> writeIdx("", 8, IMAGES, TEST_IMAGES, oneHot(LABELS), oneHot(TEST_LABELS));
            case "from-1" -> writeIdx("", 8, IMAGES, TEST_IMAGES, plusOne(LABELS), plusOne(TEST_LABELS));
            case "emnist" -> writeEmnist();
            case "csv" -> writeTables();
            default -> writePictures();
        }
    }

    /** As few words as an own option each, and the run knows them afterwards. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--resize 14x20 | data.columns | 14",
                "--classes 7,1 | data.classes | 2",
                "--drop 3 --merge round=0,6 | data.classes | 8",
                "--invert | data.columns | 28",
                "--transpose | data.rows | 28",
                "--range 0,128 | data.columns | 28"
            })
    void optionsStayWithTheRun(String options, String setting, int value) throws IOException {
        writeIdx("", 8, IMAGES, TEST_IMAGES, LABELS, TEST_LABELS);
        Path run = train(data, options);
        String[] path = setting.split("\\.", -1);
        Map<?, ?> config = Json.read(run.resolve("config.json"));
        assertEquals(value, ((Map<?, ?>) config.get(path[0])).get(path[1]));
        double accuracy = (double)
                cli.run("eval", run.toString(), "--json").assertDone().json().get("accuracy");
        assertEquals(accuracy, Json.read(run.resolve("result.json")).get("accuracy"));
        cli.run("train", "--resume", run.toString(), "--epochs", "2").assertDone();
        cli.run("verify", run.toString()).assertDone().assertOut("all is well");
    }

    @Test
    void namesOfClassesAreKept() throws IOException {
        writePictures();
        String name = "Eins \u4e00 <b>";
        for (String part : List.of("train", "test")) {
            Files.move(
                    data.resolve(part).resolve(TEST_LABELS[0] + ""),
                    data.resolve(part).resolve(name));
        }
        Path run = train(data, "");
        Map<?, ?> use = (Map<?, ?>) Json.read(run.resolve("config.json")).get("data");
        assertEquals(name, ((List<?>) use.get("classNames")).get(9));
        cli.run("eval", run.toString()).assertDone().assertOut(name);
    }

    @Test
    void aWholeIsDividedTheSameWayEveryTime() throws IOException {
        writeTables();
        Files.delete(data.resolve("test.csv"));
        Cli.Result first = cli.run(
                "train",
                "--data",
                data.toString(),
                "--epochs",
                "1",
                "--seed",
                "5",
                "--out",
                run(),
                "--validation",
                "0");
        first.assertDone().assertOut("CSV,", "images drawn as the test part");
        String expected = fingerprintOfTest();
        cli.run("data", "verify", data.toString(), "--test-share", "0.5", "--json")
                .assertDone();
        assertEquals(expected, fingerprintOfTest());
        assertNotEquals(expected, parts("--test-share", "0.5").get(1).get("fingerprint"));
    }

    /** Kaggle's: images without labels, to be answered in a table. */
    @Test
    void aTableWithoutLabelsIsPredicted() throws IOException {
        writeTables();
        Path run = train(data, "");
        Path test = data.resolve("test.csv");
        String whole = Files.readString(test);
        String expected = predicted(run, "--index", "all");
        assertEquals(expected, predicted(run, test.toString()));
        Files.writeString(test, whole.replaceAll("(?m)^[^,]*,", ""));
        assertEquals(expected, predicted(run, test.toString()));
        assertTrue(expected.startsWith("ImageId,Label\n1,"), expected);
        assertEquals(TEST + 1, expected.lines().count());
        cli.run("predict", run.toString(), test.toString(), "--index", "3", "--json")
                .assertDone()
                .assertOut("test.csv 3");
        cli.run("predict", run.toString(), test.toString(), "--resize", "5x5")
                .assertRefused(3, "other size than the model's images (expected 28 x 28 pixels, found 5 x 5)");
        Files.writeString(test, whole.replaceFirst(",0\n", ",white\n"));
        cli.run("predict", run.toString(), test.toString(), "--csv").assertErr("a pixel is no number");
    }

    private String predicted(Path run, String... what) {
        List<String> words = new ArrayList<>(List.of("predict", run.toString(), "--csv"));
        words.addAll(List.of(what));
        return cli.run(words.toArray(String[]::new)).assertDone().out();
    }

    @Test
    void anIdxFileThatIsMissingIsAskedFor() throws IOException {
        writeIdx("", 8, IMAGES, TEST_IMAGES, LABELS, TEST_LABELS);
        Files.delete(data.resolve("t10k-images-idx3-ubyte"));
        Files.delete(data.resolve("t10k-labels-idx1-ubyte"));
        cli.run("train", "--data", data.toString(), "--dry-run").assertRefused(3, "file missing", "t10k-images");
        cli.run("train", "--data", data.toString(), "--dry-run", "--test-share", "0.25")
                .assertDone()
                .assertOut("images drawn as", "test part");
    }

    /** Files are read as the run's data were, or as is said. */
    @Test
    void filesToPredictAreReadAsTheRunsData() throws IOException {
        byte[] dark = IMAGES.clone();
        byte[] darkTest = TEST_IMAGES.clone();
        for (byte[] images : List.of(dark, darkTest)) {
            for (int i = 0; i < images.length; i++) {
                images[i] = (byte) ~images[i];
            }
        }
        writeIdx("", 8, dark, darkTest, LABELS, TEST_LABELS);
        Path run = train(data, "--invert");
        String expected = predicted(run, "--index", "all");
        assertEquals(
                expected, predicted(run, data.resolve("t10k-images-idx3-ubyte").toString()));
        TestFiles.write(data, "upright", TestFiles.idx(0x0D, new int[] {TEST, SIDE, SIDE, 1}, fractions(TEST_IMAGES)));
        assertEquals(expected, predicted(run, data.resolve("upright").toString(), "--range", "0,1"));
    }

    @Test
    void picturesArePreparedAsIsSaid() throws IOException {
        writePictures();
        for (String command : List.of("verify", "show")) {
            cli.run("data", command, data.toString(), "--prepare", "plain", "--resize", "9x11")
                    .assertDone()
                    .assertOut("of 9 x 11");
            cli.run("data", command, data.toString(), "--prepare", "odd").assertRefused(2, "--prepare 'odd'");
        }
    }

    /** What a recipe says of 1 and 7 is not for other classes. */
    @Test
    void fewClassesNeedNoOptions() throws IOException {
        writeIdx("", 8, IMAGES, TEST_IMAGES, LABELS, TEST_LABELS);
        Cli.Result result = cli.run("train", "--data", data.toString(), "--classes", "3,8", "--dry-run");
        result.assertDone();
        assertTrue(!result.out().contains("gentle"), result.out());
    }

    private String fingerprintOfTest() {
        return (String) parts().get(1).get("fingerprint");
    }

    @SuppressWarnings("unchecked") // a list of objects by the command's own account
    private List<Map<String, Object>> parts(String... options) {
        List<String> words = new ArrayList<>(List.of("data", "verify", data.toString(), "--json"));
        words.addAll(List.of(options));
        return (List<Map<String, Object>>)
                cli.run(words.toArray(String[]::new)).assertDone().json().get("parts");
    }

    private String tensors(Path from, String options) {
        return (String) Json.read(train(from, options).resolve("result.json")).get("tensors_sha256");
    }

    private Path train(Path from, String options) {
        Path run = Path.of(run());
        List<String> words = new ArrayList<>(
                List.of("train", "--data", from.toString(), "--epochs", "1", "--hidden", "8", "--out", run.toString()));
        words.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ", -1)));
        cli.run(words.toArray(String[]::new)).assertDone();
        return run;
    }

    private String run() {
        return cli.path("run" + runs++).toString();
    }

    private void writeIdx(String shape, int type, byte[] images, byte[] test, byte[] labels, byte[] testLabels) {
        writeFile("train-images-idx3-ubyte", TestFiles.idx(type, sizes(TRAIN, shape), images));
        writeFile("t10k-images-idx3-ubyte", TestFiles.idx(type, sizes(TEST, shape), test));
        writeFile("train-labels-idx1-ubyte", TestFiles.idx(8, labelSizes(TRAIN, labels), labels));
        writeFile("t10k-labels-idx1-ubyte", TestFiles.idx(8, labelSizes(TEST, testLabels), testLabels));
    }

    private static int[] sizes(int count, String shape) {
        String[] rest = (shape.isEmpty() ? "28 28" : shape).split(" ", -1);
        int[] sizes = new int[rest.length + 1];
        sizes[0] = count;
        for (int i = 0; i < rest.length; i++) {
            sizes[i + 1] = Integer.parseInt(rest[i]);
        }
        return sizes;
    }

    private static int[] labelSizes(int count, byte[] labels) {
        return labels.length == count ? new int[] {count} : new int[] {count, labels.length / count};
    }

    private static byte[] fractions(byte[] images) {
        ByteBuffer floats = ByteBuffer.allocate(images.length * Float.BYTES);
        for (byte pixel : images) {
            floats.putFloat((pixel & 0xff) / 255f);
        }
        return floats.array();
    }

    private static byte[] ints(byte[] images) {
        ByteBuffer ints = ByteBuffer.allocate(images.length * Integer.BYTES);
        for (byte pixel : images) {
            ints.putInt(pixel & 0xff);
        }
        return ints.array();
    }

    private static byte[] threefold(byte[] images) {
        ByteBuffer colours = ByteBuffer.allocate(images.length * 3);
        for (byte pixel : images) {
            colours.put(pixel).put(pixel).put(pixel);
        }
        return colours.array();
    }

    private static byte[] oneHot(byte[] labels) {
        byte[] rows = new byte[labels.length * 10];
        for (int i = 0; i < labels.length; i++) {
            rows[10 * i + labels[i]] = 1;
        }
        return rows;
    }

    private static byte[] plusOne(byte[] labels) {
        byte[] larger = labels.clone();
        for (int i = 0; i < larger.length; i++) {
            larger[i]++;
        }
        return larger;
    }

    private void writeEmnist() {
        String name = "emnist-digits-%s-%s";
        int[] train = {TRAIN, SIDE, SIDE};
        int[] test = {TEST, SIDE, SIDE};
        writeFile(name.formatted("train", "images-idx3-ubyte"), TestFiles.idx(8, train, turned(IMAGES)));
        writeFile(name.formatted("test", "images-idx3-ubyte"), TestFiles.idx(8, test, turned(TEST_IMAGES)));
        writeFile(name.formatted("train", "labels-idx1-ubyte"), TestFiles.idx(8, new int[] {TRAIN}, LABELS));
        writeFile(name.formatted("test", "labels-idx1-ubyte"), TestFiles.idx(8, new int[] {TEST}, TEST_LABELS));
    }

    private static byte[] turned(byte[] images) {
        byte[] turned = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            int row = i % PIXELS / SIDE;
            int column = i % SIDE;
            turned[i - i % PIXELS + column * SIDE + row] = images[i];
        }
        return turned;
    }

    private void writeTables() {
        writeFile("train.csv", table(IMAGES, LABELS).getBytes(StandardCharsets.UTF_8));
        writeFile("test.csv", table(TEST_IMAGES, TEST_LABELS).getBytes(StandardCharsets.UTF_8));
    }

    private static String table(byte[] images, byte[] labels) {
        StringBuilder text = new StringBuilder("label");
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            text.append(",pixel").append(pixel);
        }
        for (int i = 0; i < images.length; i++) {
            if (i % PIXELS == 0) {
                text.append('\n').append(labels[i / PIXELS]);
            }
            text.append(',').append(images[i] & 0xff);
        }
        return text.append('\n').toString();
    }

    private void writePictures() throws IOException {
        writePictures("train", IMAGES, LABELS);
        writePictures("test", TEST_IMAGES, TEST_LABELS);
    }

    private void writePictures(String part, byte[] images, byte[] labels) throws IOException {
        for (int i = 0; i < labels.length; i++) {
            Path folder = Files.createDirectories(data.resolve(part).resolve(Integer.toString(labels[i])));
            byte[] pixels = Arrays.copyOfRange(images, i * PIXELS, (i + 1) * PIXELS);
            try (OutputStream out = Files.newOutputStream(folder.resolve(i + ".png"))) {
                PictureFile.writePng(new Picture(SIDE, SIDE, pixels), out);
            }
        }
    }

    private void writeFile(String name, byte[] content) {
        TestFiles.write(data, name, content);
    }

    private void deleteFiles() throws IOException {
        for (Path file : RegularFile.list(data)) {
            Files.delete(file);
        }
    }
}
