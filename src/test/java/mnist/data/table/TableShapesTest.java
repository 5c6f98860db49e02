package mnist.data.table;

import static mnist.data.table.TestTables.PIXELS;
import static mnist.data.table.TestTables.ROWS;
import static mnist.data.table.TestTables.SIDE;
import static mnist.data.table.TestTables.digitsFirst;
import static mnist.data.table.TestTables.gz;
import static mnist.data.table.TestTables.images;
import static mnist.data.table.TestTables.kaggle;
import static mnist.data.table.TestTables.label;
import static mnist.data.table.TestTables.labelColumn;
import static mnist.data.table.TestTables.labelFirst;
import static mnist.data.table.TestTables.labelLast;
import static mnist.data.table.TestTables.names;
import static mnist.data.table.TestTables.pixels;
import static mnist.data.table.TestTables.read;
import static mnist.data.table.TestTables.rows;
import static mnist.data.table.TestTables.text;
import static mnist.data.table.TestTables.with;
import static mnist.data.table.TestTables.withHeader;
import static mnist.data.table.TestTables.words;
import static mnist.data.table.TestTables.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mnist.data.source.LabelledImages;
import mnist.data.source.PixelScale;
import mnist.data.source.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape of table that people have is read as what it is. */
class TableShapesTest {
    private static final IntFunction<String> DIGIT = image -> Integer.toString(label(image));

    @TempDir
    Path folder;

    static List<Arguments> shapes() {
        List<List<String>> plain = digitsFirst();
        List<List<String>> headed = withHeader(kaggle(), plain);
        List<List<String>> last = labelLast(DIGIT);
        List<List<String>> indexed = rows(i -> with(plain.get(i), 0, Integer.toString(i)));
        return List.of(
                shape("Kaggle", text(headed)),
                shape("Semicolons", text(headed, ";", "\n")),
                shape("Tabs", text(headed, "\t", "\n")),
                shape("CRLF", text(headed, ",", "\r\n")),
                shape("BOM", "\ufeff" + text(headed)),
                shape("BOM without a header", "\ufeff" + text(plain)),
                shape("blank lines", text(headed) + "\n\r\n\n"),
                shape("no end of line", text(headed).strip()),
                shape("quotes", text(headed).replaceAll("([^,\n]+)", "\"$1\"")),
                shape("blanks", text(plain, " , ", " \n")),
                shape("label in capitals", text(headed).replace("label", "LABEL")),
                shape("label in the middle", text(middle())),
                shape("OpenML", text(withHeader(with(names(p -> "pixel" + (p + 1)), PIXELS, "class"), last))),
                shape("rows and columns", text(withHeader(with(names(p -> p / SIDE + "x" + p % SIDE), 0, "y"), plain))),
                shape("pandas", text(withHeader(with(names(Integer::toString), 0, "label"), plain))),
                shape(
                        "pandas with an index",
                        text(withHeader(with(with(names(Integer::toString), PIXELS, "16"), 0, ""), indexed))),
                shape("Unnamed: 0", text(withHeader(with(kaggle(), 0, "Unnamed: 0"), indexed))),
                shape("id", text(withHeader(with(kaggle(), 0, "ID"), indexed))),
                shape(
                        "R",
                        text(withHeader(
                                IntStream.rangeClosed(0, PIXELS)
                                        .mapToObj(i -> "V" + (i + 1))
                                        .toList(),
                                plain))),
                shape("R with names of rows", text(withHeader(quotedForR(), indexed))),
                shape("R, first row as header", text(withHeader(mangled("X"), plain))),
                shape("pandas, first row as header", text(withHeader(with(names(p -> "0." + p), 0, "target"), plain))),
                shape("no header", text(plain)),
                shape("no header, label last", text(last)),
                shape("digits with points", text(labelFirst(i -> label(i) + ".0"))),
                shape("pixels with points", text(plain).replaceAll("\\b(\\d+)", "$1.0")));
    }

    private static Arguments shape(String name, String text) {
        return Arguments.of(name, text);
    }

    private static List<List<String>> middle() {
        List<List<String>> rows = rows(i -> with(pixels(i), 5, DIGIT.apply(i)));
        return withHeader(with(names(p -> "p_" + p), 5, "Target"), rows);
    }

    private static List<String> quotedForR() {
        List<String> names = IntStream.rangeClosed(1, PIXELS + 1)
                .mapToObj(i -> "\"V" + i + "\"")
                .toList();
        return with(names, 0, "\"\"");
    }

    private static List<String> mangled(String start) {
        return with(names(p -> start + (p == 0 ? "0" : "0." + p)), 0, start + "5");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isRead(String name, String text) {
        requireDigits(read(write(folder.resolve("some.csv"), text)));
        requireDigits(read(write(folder.resolve("some.csv.gz"), gz(text))));
    }

    private static void requireDigits(LabelledImages table) {
        assertEquals(ROWS, table.images().count());
        assertEquals(SIDE, table.images().rows());
        assertEquals(SIDE, table.images().columns());
        assertEquals(PixelScale.BYTES, table.images().scale());
        assertArrayEquals(images(ROWS), table.images().readAll());
        assertEquals(IntStream.range(0, ROWS).mapToObj(DIGIT).toList(), words(table.labels()));
    }

    @Test
    void tsvNeedsNoTabInTheFirstLine() {
        LabelledImages table = read(write(folder.resolve("some.tsv"), text(digitsFirst(), "\t", "\n")));
        requireDigits(table);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lettersCountedFromOne(boolean first) {
        IntFunction<String> letter = image -> Integer.toString(1 + image * 5 % 26);
        List<List<String>> rows = first ? labelFirst(letter) : labelLast(letter);
        LabelledImages table = read(write(folder.resolve("some.csv"), text(rows)));
        assertArrayEquals(images(ROWS), table.images().readAll());
        assertEquals(IntStream.range(0, ROWS).mapToObj(letter).toList(), words(table.labels()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wordsWithoutAHeader(boolean first) {
        IntFunction<String> word =
                image -> List.of("y", "Große 1, \"A\"", "label").get(image % 3);
        IntFunction<String> cell = image -> '"' + word.apply(image).replace("\"", "\"\"") + '"';
        List<List<String>> rows = first ? labelFirst(cell) : labelLast(cell);
        LabelledImages table = read(write(folder.resolve("some.csv"), text(rows)));
        assertArrayEquals(images(ROWS), table.images().readAll());
        assertEquals(IntStream.range(0, ROWS).mapToObj(word).toList(), words(table.labels()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "-1", "kind of thing", "Kind Of Thing"})
    void theLabelColumnIsSaid(String column) {
        List<List<String>> rows = withHeader(with(names(p -> "a" + p), PIXELS, "Kind of thing"), labelLast(DIGIT));
        requireDigits(read(write(folder.resolve("some.csv"), text(rows)), labelColumn(column)));
    }

    @Test
    void theNumberOfAColumnIsNoName() {
        List<List<String>> rows =
                withHeader(with(names(p -> Integer.toString(p + 1)), PIXELS, "other"), labelLast(DIGIT));
        requireDigits(read(write(folder.resolve("some.csv"), text(rows)), labelColumn("17")));
    }

    @Test
    void namesTellThatImagesAreNoSquares() {
        List<String> names = with(names(p -> (p / 8 + 1) + "x" + (p % 8 + 1)), 0, "label");
        LabelledImages table = read(write(folder.resolve("some.csv"), text(withHeader(names, digitsFirst()))));
        assertEquals(2, table.images().rows());
        assertEquals(8, table.images().columns());
        assertArrayEquals(images(ROWS), table.images().readAll());
    }

    @Test
    void sortedByLabelWithoutAHeader() {
        List<List<String>> rows = IntStream.range(0, 400)
                .mapToObj(i -> with(pixels(i), 0, Integer.toString(i / 200)))
                .toList();
        LabelledImages table = read(write(folder.resolve("some.csv"), text(rows)));
        assertEquals(List.of("0", "1"), table.labels().words());
        assertEquals("1", table.labels().word(200));
    }

    @Test
    void labelsOfTwoClassesAreNoPhotographs() {
        IntFunction<String> label = image -> image % 2 == 0 ? "3" : "8";
        List<List<String>> rows = IntStream.range(0, 200)
                .mapToObj(i -> with(photograph(i), PIXELS, label.apply(i)))
                .toList();
        LabelledImages table = read(write(folder.resolve("some.csv"), text(rows)));
        assertEquals(List.of("3", "8"), table.labels().words());
    }

    /** Its corners are of every colour. */
    private static List<String> photograph(int image) {
        return names(p -> Integer.toString((image * 97 + p * 31) % 256));
    }

    @Test
    void oneColumnOfPixelsOnly() {
        LabelledImages table = read(write(folder.resolve("some.csv"), "label,pixel\n1,200\n0,10\n"), Reading.PLAIN);
        assertArrayEquals(new byte[] {(byte) 200, 10}, table.images().readAll());
    }
}
