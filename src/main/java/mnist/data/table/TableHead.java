package mnist.data.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.file.FileKind;

/**
 * What the first row of a table tells.
 *
 * @param width how many columns there are
 * @param start the file's first bytes, which say what it is if it is no table
 */
record TableHead(InputFile file, char separator, TableHeader header, int width, byte[] start) {
    /** For images of 256 x 256 pixels. A first row without an end must not take the whole file to memory. */
    private static final int MOST_COLUMNS = 256 * 256 + 10;

    /** So many bytes of the first row tell what parts its cells. */
    private static final int START_BYTES = 1 << 14;

    static TableHead of(FilePlace place) {
        return of(InputFile.of(place));
    }

    /** @throws DataException if the file cannot be read */
    static TableHead of(InputFile file) {
        try (InputStream in = new BufferedInputStream(file.open())) {
            in.mark(START_BYTES);
            byte[] start = in.readNBytes(START_BYTES);
            in.reset();
            char separator = separator(start, file.place().name());
            FirstRow row = new FirstRow(file.place());
            try (TableRows rows = TableRows.of(file, in, separator, row)) {
                if (!rows.next()) {
                    throw DataException.about(file.place(), "holds no rows", InputFile.AGAIN);
                }
            }
            return new TableHead(file, separator, TableHeader.of(row.cells), row.cells.size(), start);
        } catch (IOException e) {
            throw InputFile.complaint(file.place(), e);
        }
    }

    /** What there is most of in the first line. */
    private static char separator(byte[] start, String name) {
        String line = new String(start, StandardCharsets.ISO_8859_1)
                .stripLeading()
                .lines()
                .findFirst()
                .orElse("");
        char most = name.toLowerCase(Locale.ROOT).contains(".tsv") ? '\t' : ',';
        for (char separator : new char[] {'\t', ';', ','}) {
            most = count(line, separator) > count(line, most) ? separator : most;
        }
        return most;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    /** A pass over the rows below the header. @throws DataException if it is another file than before */
    TableRows rows(RowCells cells) {
        TableRows rows = TableRows.open(file, separator, cells);
        try {
            if (header.isThere()) {
                cells.pass(true);
                rows.next();
                cells.pass(false);
            }
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    FilePlace place() {
        return file.place();
    }

    /** What the file is, by its first bytes, for people. */
    String kind() {
        byte[] few = new byte[Math.min(start.length, FileKind.START_BYTES)];
        System.arraycopy(start, 0, few, 0, few.length);
        return FileKind.of(few);
    }

    boolean isPage() {
        return FileKind.isPage(start);
    }

    /** Keeps the texts of the first row. */
    private static final class FirstRow extends RowCells {
        private final FilePlace place;
        private final List<String> cells = new ArrayList<>();

        FirstRow(FilePlace place) {
            super(place, 1, MOST_COLUMNS);
            this.place = place;
        }

        @Override
        void cell(int column, char[] chars, int offset, int length) {
            cells.add(CellText.of(chars, offset, length));
        }

        @Override
        DataException tooLong() {
            return DataException.about(
                    place,
                    "too many columns",
                    "at most " + MOST_COLUMNS + ", as for images of 256 x 256 pixels",
                    "more",
                    "make the images smaller");
        }
    }
}
