package mnist.data.table;

import static mnist.data.table.TestTables.PIXELS;
import static mnist.data.table.TestTables.digitsFirst;
import static mnist.data.table.TestTables.gz;
import static mnist.data.table.TestTables.kaggle;
import static mnist.data.table.TestTables.label;
import static mnist.data.table.TestTables.labelColumn;
import static mnist.data.table.TestTables.labelFirst;
import static mnist.data.table.TestTables.names;
import static mnist.data.table.TestTables.pixels;
import static mnist.data.table.TestTables.read;
import static mnist.data.table.TestTables.rows;
import static mnist.data.table.TestTables.text;
import static mnist.data.table.TestTables.with;
import static mnist.data.table.TestTables.withHeader;
import static mnist.data.table.TestTables.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mnist.data.DataException;
import mnist.data.source.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a table is said in one line, with its place and what to do about it. */
class TableRefusalsTest {
    private static final String HEAD = "label,pixel0,pixel1,pixel2,pixel3\n";

    @TempDir
    Path folder;

    static List<Arguments> cells() {
        String number =
                "a pixel is no number (expected 0 to 255, found %s in line 3, column 5 (pixel3)); mend the file";
        String label =
                "a label is missing (expected a number or a word of up to 100 characters, found %s in line 2, column 1 (label)); mend the file";
        String length = "a row of another length (expected 5 cells, found %s in line 3); mend the file";
        String quote =
                "a cell has no end (expected closed quotes around a cell, or none, found others in the row from line %s);"
                        + " mend the file";
        return List.of(
                Arguments.of("5,0,0,0,0\n1,0,0,0,abc\n", number.formatted("\"abc\"")),
                Arguments.of("5,0,0,0,0\n1,0,0,0,\n", number.formatted("an empty cell")),
                Arguments.of("5,0,0,0,0\n1,0,0,0,NaN\n", number.formatted("\"NaN\"")),
                Arguments.of("5,0,0,0,0\n1,0,0,0,\"0\r\n1\"\n", number.formatted("\"0??1\"")),
                Arguments.of(
                        "5,0,0,0,0\n1,0,0,0," + "x".repeat(99) + "\n",
                        number.formatted('"' + "x".repeat(30) + "...\"")),
                Arguments.of(",0,0,0,0\n", label.formatted("an empty cell")),
                Arguments.of("nan,0,0,0,0\n", label.formatted("\"nan\"")),
                Arguments.of("\"a\nb\",0,0,0,0\n", label.formatted("\"a?b\"")),
                Arguments.of("5,0,0,0,0\n1,0,0,0\n", length.formatted("4")),
                Arguments.of("5,0,0,0,0\n1,0,0,0,0,0,0\n", length.formatted("more")),
                Arguments.of("5,0,0,0,0\n1,0", length.formatted("2")),
                Arguments.of("5,0,0,0,\"0\n1,0,0,0,0\n", quote.formatted("2")),
                Arguments.of("5,0,0,0,0\n1,0,0,0,\"0" + "1".repeat(1 << 17), quote.formatted("3")),
                Arguments.of("5,0,0,0,0\n1,0,0,0,\"0\"1\n", quote.formatted("3")),
                Arguments.of("", "holds no images below its header; get the file again"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void rowsAndCells(String rows, String refusal) {
        requireRefusal(HEAD + rows, refusal);
    }

    @Test
    void namesThatAreNoPlainWords() {
        requireRefusal(
                "label,0.1,b,c,\"d\n(\"\n5,0,0,0,x\n",
                "a pixel is no number (expected 0 to 255, found \"x\" in line 3, column 5 (\"d?(\")); mend the file");
    }

    @Test
    void cellsOfTablesWithoutAHeader() {
        String text = text(digitsFirst()).replaceFirst(",0", ",zero");
        requireRefusal(
                text, "a pixel is no number (expected 0 to 255, found \"zero\" in line 1, column 2); mend the file");
    }

    @Test
    void emptyLinesAlone() {
        requireRefusal("\n\n\n", "holds no rows; get the file again");
    }

    @Test
    void anEmptyFile() {
        requireRefusal("", "is empty; get the file again");
    }

    @Test
    void noTable() {
        String refusal =
                "is no table of images (expected rows of a label and pixels, parted by commas, semicolons or tabs,"
                        + " found %s); name another file";
        requireRefusal("<!DOCTYPE html>\n<html>", refusal.formatted("an HTML page"));
        requireRefusal("some words\n", refusal.formatted("a text file"));
    }

    @Test
    void tooManyColumns() {
        requireRefusal(
                "0,".repeat(100_000),
                "too many columns (expected at most 65546, as for images of 256 x 256 pixels, found more);"
                        + " make the images smaller");
    }

    @Test
    void otherNumbersOfPixels() {
        String refusal =
                "its images are no squares (expected a square number of columns beside the label, for example 784"
                        + " for 28 x 28 pixels, found %s); remove the columns that are no pixels";
        requireRefusal("label,a,b,c\n1,2,3,4\n", refusal.formatted(3));
        requireRefusal("1,0,0,0,0,0,0\n2,0,0,0,0,0,0\n", refusal.formatted(6));
        requireRefusal("label,1x1,1x2,2x1,1x3,2x3\n1,0,0,0,0,0\n", refusal.formatted(5));
    }

    @Test
    void columnsThatAreNoPixels() {
        List<String> header = with(kaggle(), 3, "writer");
        List<List<String>> rows = rows(i -> with(with(pixels(i), 0, "7"), 3, "12"));
        requireRefusal(
                text(withHeader(header, rows)),
                "a column that is no pixel (expected one column of labels, and else pixels, found column 4 (writer));"
                        + " remove it, or, if it holds the labels, say so with --label-column");
    }

    @Test
    void tablesOfSomethingElse() {
        String refusal = "is a table, but not of images (expected a column of labels and a column for every pixel, as"
                + " label,pixel0,pixel1,...,pixel783, found the columns %s); mnist learns from images alone: name a table"
                + " of images";
        requireRefusal("name,age\nAnn,30\nBob,41\n", refusal.formatted("\"name\", \"age\""));
        requireRefusal("id;path;label\n1;a.png;cat\n", refusal.formatted("\"id\", \"path\", \"label\""));
        requireRefusal(
                "length,width,weight,price,species\n5,3,1,0,lily\n6,2,4,1,rose\n",
                refusal.formatted("\"length\", \"width\", \"weight\", \"price\", ..."));
    }

    @Test
    void noLabels() {
        requireRefusal(
                text(withHeader(names(p -> "pixel" + p), rows(TestTables::pixels))),
                "has no labels (expected one column beside those of the pixels, found 16 columns, as many as an image of"
                        + " 4 x 4 has pixels); name a file that has them, or say which column holds the labels with"
                        + " --label-column");
    }

    @Test
    void labelsThatCannotBeTold() {
        String refusal =
                "its labels cannot be told from its pixels (expected labels in the first or in the last column,"
                        + " found numbers in both that could be some); say which column holds the labels with --label-column 1"
                        + " or --label-column -1";
        requireRefusal(text(labelFirst(image -> "0")), refusal);
        requireRefusal(
                text(rows(i -> with(with(pixels(i).subList(1, PIXELS), 0, "" + label(i)), PIXELS, "" + label(i + 1)))),
                refusal);
    }

    @Test
    void aLabelColumnThatIsNone() {
        requireRefusal(
                HEAD + "5,0,0,0,0\n",
                labelColumn("kind"),
                "has no such column (expected a number from 1 to 5, or a name, for example \"label\", found kind);"
                        + " name another with --label-column");
        for (String column : List.of("18", "0", "-18", "kind")) {
            requireRefusal(
                    text(digitsFirst()),
                    labelColumn(column),
                    "has no such column (expected a number from 1 to 17, found " + column
                            + "); name another with --label-column");
        }
    }

    @Test
    void damagedGz() {
        byte[] whole = gz(text(digitsFirst()));
        Path file = write(folder.resolve("some.csv.gz"), Arrays.copyOf(whole, whole.length - 9));
        String message = assertThrows(DataException.class, () -> read(file)).getMessage();
        assertEquals(
                file + ": truncated gz file: it ends in the middle; the download was cut off: get the file again",
                message);
    }

    private void requireRefusal(String text, String refusal) {
        requireRefusal(text, Reading.PLAIN, refusal);
    }

    private void requireRefusal(String text, Reading reading, String refusal) {
        Path file = write(folder.resolve("some.csv"), text);
        String message =
                assertThrows(DataException.class, () -> read(file, reading)).getMessage();
        assertEquals(file + ": " + refusal, message);
    }
}
