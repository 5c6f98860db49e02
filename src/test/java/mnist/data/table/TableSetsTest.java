package mnist.data.table;

import static mnist.data.table.TestTables.digitsFirst;
import static mnist.data.table.TestTables.gz;
import static mnist.data.table.TestTables.images;
import static mnist.data.table.TestTables.kaggle;
import static mnist.data.table.TestTables.label;
import static mnist.data.table.TestTables.labelColumn;
import static mnist.data.table.TestTables.names;
import static mnist.data.table.TestTables.pixels;
import static mnist.data.table.TestTables.rows;
import static mnist.data.table.TestTables.text;
import static mnist.data.table.TestTables.with;
import static mnist.data.table.TestTables.withHeader;
import static mnist.data.table.TestTables.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mnist.data.Split;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.source.ChangedImages;
import mnist.data.source.FoundSource;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables belong together. */
class TableSetsTest {
    private static final String TRAIN = text(withHeader(kaggle(), digitsFirst()));
    private static final String TEST = text(withHeader(kaggle(), digitsFirst().subList(0, 7)));

    @TempDir
    Path folder;

    private List<FoundSource> found() {
        return TableSets.in(FileTree.of(folder), Reading.PLAIN);
    }

    private void write(String name, String text) {
        TestTables.write(folder.resolve(name), text);
    }

    private static void requirePair(LabelledSource source) {
        assertTrue(source.form().startsWith("CSV, the test part "), source.form());
        assertTrue(source.has(Split.TRAIN));
        assertTrue(source.has(Split.TEST));
        assertArrayEquals(images(30), source.read(Split.TRAIN).images().readAll());
        assertArrayEquals(images(7), source.read(Split.TEST).images().readAll());
    }

    @ParameterizedTest
    @CsvSource({
        "train.csv,test.csv",
        "mnist_train.csv,mnist_test.csv",
        "Fashion-MNIST_Train.CSV,Fashion-MNIST_Test.csv",
        "training.csv,testing.csv",
        "my-train.tsv,my-test.csv",
        "mnist train (1).csv,mnist test.csv"
    })
    void pairs(String train, String test) {
        write(train, TRAIN);
        write(test, TEST);
        write("sample_submission.csv", "ImageId,Label\n1,0\n2,0\n");
        List<FoundSource> found = found();
        assertEquals(1, found.size());
        assertEquals("", found.get(0).folder());
        assertEquals(null, found.get(0).split());
        requirePair(found.get(0).source());
        requirePair(TableSets.of(FilePlace.of(folder.resolve(train)), Reading.PLAIN));
        assertFalse(
                TableSets.of(FilePlace.of(folder.resolve(test)), Reading.PLAIN).has(Split.TEST));
    }

    @Test
    void compressedPair() {
        TestTables.write(folder.resolve("train.csv.gz"), gz(TRAIN));
        TestTables.write(folder.resolve("test.csv.gz"), gz(TEST));
        requirePair(found().get(0).source());
    }

    @Test
    void inAnArchive() throws IOException {
        Path zip = folder.resolve("digits.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("digits/train.csv"));
            out.write(TRAIN.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("digits/test.csv"));
            out.write(TEST.getBytes(StandardCharsets.UTF_8));
        }
        FileTree tree = FileTree.of(Archive.of(zip).orElseThrow());
        FoundSource found = TableSets.in(tree, Reading.PLAIN).get(0);
        assertEquals("digits", found.folder());
        requirePair(found.source());
        requirePair(TableSets.of(tree.files().get("digits/train.csv"), Reading.PLAIN));
    }

    @Test
    void severalPairs() {
        for (String split : List.of("letters", "digits")) {
            write("emnist-" + split + "-train.csv", TRAIN);
            write("emnist-" + split + "-test.csv", TEST);
        }
        assertEquals(
                List.of("digits", "letters"),
                found().stream().map(FoundSource::split).toList());
    }

    @Test
    void emnistIsTurnedUpright() {
        write("emnist-letters-train.csv", TRAIN);
        write("emnist-letters-test.csv", TEST);
        LabelledSource source = found().get(0).source();
        assertEquals("CSV, the test part emnist-letters-test.csv, turned upright as EMNIST must be", source.form());
        byte[] turned = source.read(Split.TRAIN).images().readAll();
        write("other.csv", TRAIN);
        LabelledSource plain = TableSets.of(FilePlace.of(folder.resolve("other.csv")), Reading.PLAIN);
        assertArrayEquals(
                ChangedImages.transposed(plain.read(Split.TRAIN).images()).readAll(), turned);
    }

    @Test
    void labelsMeanSomething() {
        write("train.csv", TRAIN);
        write("test.csv", TEST);
        TableSource source = (TableSource) found().get(0).source();
        assertEquals(Map.of(), source.names());
        assertEquals(Map.of("1", "A"), source.withNames(Map.of("1", "A")).names());
        requirePair(source.withNames(Map.of("1", "A")));
        assertEquals(folder.resolve("train.csv").toString(), source.place().toString());
    }

    @Test
    void foldersOfTheirOwn() throws IOException {
        for (String name : List.of("a", "b")) {
            Files.createDirectory(folder.resolve(name));
            write(name + "/train.csv", TRAIN);
            write(name + "/test.csv", TEST);
        }
        assertEquals(
                List.of("a", "b"), found().stream().map(FoundSource::folder).toList());
    }

    @Test
    void oneWhole() {
        write("A_Z Handwritten Data.csv", text(digitsFirst()));
        List<FoundSource> found = found();
        assertEquals(1, found.size());
        assertEquals(null, found.get(0).split());
        assertTrue(found.get(0).source().has(Split.TRAIN));
        assertFalse(found.get(0).source().has(Split.TEST));
        assertEquals("CSV", found.get(0).source().form());
    }

    @Test
    void severalWholes() {
        write("capital letters.csv", TRAIN);
        write("constraint.csv", TRAIN);
        assertEquals(
                List.of("capital-letters", "constraint"),
                found().stream().map(FoundSource::split).toList());
    }

    @Test
    void listsOfPicturesAreNoTablesOfImages() {
        write("train.csv", "id,label\n1.png,7\n2.png,3\n");
        write("words.csv", "one\ntwo\n");
        write("notes.txt", TRAIN);
        assertEquals(List.of(), found());
    }

    @Test
    void whatCannotBeReadIsFound() {
        write("train.csv", "");
        write("page.csv", "<!DOCTYPE html>\n");
        assertEquals(1, found().size());
    }

    @Test
    void testTableWithoutLabels() {
        write("train.csv", TRAIN);
        write("test.csv", text(withHeader(names(p -> "pixel" + p), rows(TestTables::pixels))));
        requireOneWhole(found().get(0).source());
    }

    @Test
    void testTableWithNumbersInsteadOfLabels() {
        write("train.csv", TRAIN);
        List<List<String>> numbered = rows(i -> with(pixels(i), 0, Integer.toString(i)));
        write("test.csv", text(withHeader(with(names(p -> "pixel" + p), 0, "id"), numbered)));
        requireOneWhole(found().get(0).source());
    }

    @Test
    void testTableWithoutLabelsOrHeader() {
        write("train.csv", text(digitsFirst()));
        write("test.csv", text(rows(TestTables::pixels)));
        requireOneWhole(found().get(0).source());
    }

    @Test
    void testTableWithoutTheLabelsThatAreMeant() {
        write("train.csv", TRAIN.replace("label", "kind"));
        write("test.csv", text(withHeader(names(p -> "pixel" + p), rows(TestTables::pixels))));
        requireOneWhole(TableSets.of(FilePlace.of(folder.resolve("train.csv")), labelColumn("kind")));
    }

    private static void requireOneWhole(LabelledSource source) {
        assertTrue(source.has(Split.TRAIN));
        assertFalse(source.has(Split.TEST));
        assertEquals("CSV; test.csv has no labels", source.form());
        assertArrayEquals(images(30), source.read(Split.TRAIN).images().readAll());
    }

    /** By itself it could not be told where they are. */
    @Test
    void aTestTableHasItsLabelsWhereTheTrainingTableHasThem() {
        write("train.csv", text(digitsFirst()));
        write("test.csv", text(digitsFirst().subList(1, 2)));
        LabelledSource source = found().get(0).source();
        assertEquals(
                Integer.toString(label(1)), source.read(Split.TEST).labels().word(0));
    }
}
