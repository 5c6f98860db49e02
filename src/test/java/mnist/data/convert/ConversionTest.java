package mnist.data.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.ProgressCallback;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.folder.SourceFinder;
import mnist.data.source.ClassChoice;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;
import mnist.file.FolderLock;
import mnist.file.InUseException;
import mnist.file.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A data set in another form is the same data set. */
class ConversionTest {
    private static final int ROWS = 4;
    private static final int COLUMNS = 3;
    private static final ClassNames DIGITS = ClassNames.numbered(10);

    @TempDir
    Path folder;

    private static Dataset part(String name, ClassNames classes, int count) {
        byte[] images = new byte[count * ROWS * COLUMNS];
        short[] labels = new short[count];
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) (i * 7);
        }
        for (int i = 0; i < count; i++) {
            labels[i] = (short) (i * 3 % classes.count());
        }
        return new MemoryDataset(name, ROWS, COLUMNS, classes, images, labels);
    }

    private static TrainTest data(ClassNames classes) {
        return new TrainTest(part("train", classes, 2 * classes.count()), part("test", classes, classes.count()), null);
    }

    private Conversion convert(TrainTest data, Form form, Path target) {
        Conversion conversion = new Conversion(data, form, target, null);
        conversion.write(ProgressCallback.NONE);
        return conversion;
    }

    private static TrainTest read(Path path, List<String> classes, Storage storage) {
        ClassChoice choice = new ClassChoice(classes, Map.of(), List.of());
        Reading reading = new Reading(null, null, false, false, null, null, null, null, null, choice, null, null);
        SourceFinder finder = new SourceFinder(reading, (tree, how) -> List.of());
        return new SourceReader(finder.find(path), "toy", reading, null, storage).both();
    }

    /** Numbered, and named in an order in which nobody would sort them. */
    private static List<ClassNames> someClasses() {
        return List.of(
                DIGITS,
                new ClassNames(List.of("shirt", "T-shirt/top", "ö", "\uD83D\uDE00 face")),
                new ClassNames(List.of("3", "1", "2", "zero")),
                new ClassNames(
                        IntStream.range(0, 310).mapToObj(i -> "class " + i).toList()));
    }

    @ParameterizedTest
    @EnumSource(names = {"IDX", "NPZ", "CSV"})
    void whatIsWrittenIsReadAsItWas(Form form) {
        for (ClassNames classes : someClasses()) {
            TrainTest data = data(classes);
            Path target = folder.resolve("set" + classes.hashCode() + (form == Form.IDX ? "" : "." + form));
            List<String> order = convert(data, form, target).orderToSay();
            for (Storage storage : List.of(Storage.MEMORY, Storage.STREAMED)) {
                TrainTest read = read(form.places(target).get(0), order, storage);
                assertEquals(data.train().fingerprint(), read.train().fingerprint(), classes.toString());
                assertEquals(data.test().fingerprint(), read.test().fingerprint(), classes.toString());
                assertEquals(classes, read.train().classNames());
            }
        }
    }

    @Test
    void tables() throws IOException {
        ClassNames classes = new ClassNames(List.of("a", "b,\"c\"", " d"));
        TrainTest data = new TrainTest(part("train", classes, 3), part("test", classes, 1), null);
        convert(data, Form.CSV, folder.resolve("x.csv"));
        assertEquals(List.of("x-test.csv", "x-train.csv"), files(folder));
        assertEquals("""
                label,1x1,1x2,1x3,2x1,2x2,2x3,3x1,3x2,3x3,4x1,4x2,4x3
                a,0,7,14,21,28,35,42,49,56,63,70,77
                """, Files.readString(folder.resolve("x-test.csv")));
        convert(data, Form.CSV, folder.resolve("x.tsv"));
        List<String> rows = Files.readAllLines(folder.resolve("x-train.tsv"));
        assertTrue(rows.get(2).startsWith("a\t84\t"), rows.get(2));
    }

    @Test
    void labelsInTablesAreQuotedWhereTheyMust() throws IOException {
        ClassNames classes = new ClassNames(List.of("b,\"c\"", " d"));
        byte[] images = new byte[2];
        Dataset two = new MemoryDataset("two", 1, 1, classes, images, new short[] {0, 1});
        convert(new TrainTest(two, two, null), Form.CSV, folder.resolve("x.csv"));
        assertEquals("label,pixel0\n\"b,\"\"c\"\"\",0\n\" d\",0\n", Files.readString(folder.resolve("x-train.csv")));
    }

    @Test
    void aFormOfAForm() {
        TrainTest data = data(DIGITS);
        Path npz = folder.resolve("a.npz");
        convert(data, Form.NPZ, npz);
        convert(read(npz, List.of(), Storage.STREAMED), Form.IDX, folder.resolve("b"));
        convert(read(folder.resolve("b"), List.of(), Storage.STREAMED), Form.NPZ, folder.resolve("c.npz"));
        assertTrue(sameBytes(npz, folder.resolve("c.npz")));
    }

    private static boolean sameBytes(Path one, Path other) {
        try {
            return Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void picturesHaveTheImagesPlaceInTheirName() throws IOException {
        TrainTest data = data(new ClassNames(List.of("a", "b/c", "d.")));
        convert(data, Form.PNG, folder.resolve("pictures"));
        List<String> files = files(folder.resolve("pictures"));
        assertEquals(
                List.of(
                        "test/a/00000.png",
                        "test/a/00001.png",
                        "test/a/00002.png",
                        "train/a/00000.png",
                        "train/a/00001.png",
                        "train/a/00002.png",
                        "train/a/00003.png",
                        "train/a/00004.png",
                        "train/a/00005.png"),
                files);
    }

    @Test
    void picturesAreTheImages() throws IOException {
        TrainTest data = data(new ClassNames(List.of("a", "b/c", "d.", "e")));
        convert(data, Form.PNG, folder.resolve("pictures"));
        byte[] image = new byte[ROWS * COLUMNS];
        for (String file : files(folder.resolve("pictures"))) {
            String[] names = file.split("/");
            Dataset part = names[0].equals("train") ? data.train() : data.test();
            int index = Integer.parseInt(names[2].substring(0, 5));
            assertEquals(List.of("a", "b_c", "d_", "e").indexOf(names[1]), part.label(index), file);
            part.image(index, image);
            BufferedImage picture =
                    ImageIO.read(folder.resolve("pictures").resolve(file).toFile());
            assertEquals(BufferedImage.TYPE_BYTE_GRAY, picture.getType());
            assertArrayEquals(image, (byte[]) picture.getRaster().getDataElements(0, 0, COLUMNS, ROWS, null), file);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private void assertRefused(Executable conversion, String... parts) throws IOException {
        String message = assertThrows(DataException.class, conversion).getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertNothingRemains();
    }

    private void assertNothingRemains() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void classesThatCannotHaveAFolder() throws IOException {
        for (String name : List.of("", " ", "/", "..", "\n", "x".repeat(300))) {
            TrainTest data = data(new ClassNames(List.of("a", name)));
            assertRefused(() -> convert(data, Form.PNG, folder.resolve("p")), "a class that cannot have a folder");
        }
        TrainTest data = data(new ClassNames(List.of("a/b", "a?b")));
        assertRefused(
                () -> convert(data, Form.PNG, folder.resolve("p")), "two classes in one folder", "\"a/b\" and \"a?b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "3,3",
        "T-shirt/top,T-shirt_top",
        ".x,_x",
        "a.,a_",
        "'b ',b_",
        "CON,_CON",
        "lpt1.x,_lpt1.x",
        "?a,_a",
        "_,_"
    })
    void namesOfFolders(String name, String folderName) {
        assertEquals(Optional.of(folderName), FolderName.of(name));
    }

    @Test
    void classesThatCannotHaveALine() throws IOException {
        for (String name : List.of("", " a", "a\nb")) {
            TrainTest data = data(new ClassNames(List.of("a", name)));
            assertRefused(() -> convert(data, Form.IDX, folder.resolve("p")), "a class that cannot have a line");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingRemainsOfWhatIsStopped(Form form) throws IOException {
        TrainTest data = data(DIGITS);
        int all = data.train().size() + data.test().size();
        for (int stop : new int[] {1, data.train().size(), all}) {
            Conversion conversion = new Conversion(data, form, folder.resolve("x"), null);
            assertThrows(
                    IllegalStateException.class,
                    () -> conversion.write((what, done, total) -> {
                        if (done >= stop) {
                            throw new IllegalStateException("stop");
                        }
                    }));
            assertNothingRemains();
        }
    }

    /** What a killed process left is used no more. */
    @Test
    void leftoversAreRemoved() throws IOException {
        Path part = Files.createDirectory(folder.resolve("x.part"));
        Files.createFile(part.resolve(FolderLock.FILE_NAME));
        Files.createFile(Files.createDirectory(part.resolve("train")).resolve("00000.png"));
        convert(data(DIGITS), Form.IDX, folder.resolve("x"));
        assertEquals(4, files(folder.resolve("x")).size());
        assertFalse(Files.exists(part));
    }

    @Test
    void whatIsTheUsersStays() throws IOException {
        Path part = Files.createDirectory(folder.resolve("x.part"));
        Files.createFile(part.resolve("letter.txt"));
        assertThrows(StoreException.class, () -> convert(data(DIGITS), Form.IDX, folder.resolve("x")));
        assertTrue(Files.exists(part.resolve("letter.txt")));
    }

    @Test
    void onlyOneAtATime() throws IOException {
        Path part = Files.createDirectory(folder.resolve("x.part"));
        FolderLock lock = FolderLock.acquire(part);
        assertThrows(InUseException.class, () -> convert(data(DIGITS), Form.PNG, folder.resolve("x")));
        lock.close();
        assertTrue(Files.exists(part.resolve(FolderLock.FILE_NAME)));
    }

    @Test
    void theNoteOfDrawnDigitsGoesAlong() throws IOException {
        new Conversion(data(DIGITS), Form.IDX, folder.resolve("x"), "drawn\n").write(ProgressCallback.NONE);
        assertEquals("drawn\n", Files.readString(folder.resolve("x/SOURCE.txt")));
    }

    @ParameterizedTest
    @CsvSource({"a,IDX", "a/,IDX", "b.c/a,IDX", ".hidden,IDX", "a.npz,NPZ", "A.NPZ,NPZ", "a.csv,CSV", "a.tsv,CSV"})
    void namesTellTheForm(String name, Form form) {
        assertEquals(Optional.of(form), Form.ofName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.zip", "mnist-1.0", "a.png"})
    void otherNamesDoNot(String name) {
        assertEquals(Optional.empty(), Form.ofName(name));
    }
}
