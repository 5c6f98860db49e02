package mnist.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import mnist.data.DataException;
import mnist.data.files.InputFile;

/** One pass over the rows of a table. Blank lines are passed over. */
final class TableRows implements Closeable {
    /** In chars. A quote that nobody closes must not take the whole file to memory. */
    private static final int LONGEST_CELL = 1 << 16;

    private final InputFile file;
    private final CloseableIterator<RowCells> rows;

    private TableRows(InputFile file, InputStream in, char separator, RowCells cells) {
        this.file = file;
        rows = CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(cells, in)
                .iterator();
    }

    /** @throws DataException if it is another file than before */
    static TableRows open(InputFile file, char separator, RowCells cells) {
        file.requireUnchanged();
        try {
            return new TableRows(file, file.open(), separator, cells);
        } catch (IOException e) {
            throw InputFile.complaint(file.place(), e);
        }
    }

    /** @param in the file's content, which is closed with this */
    static TableRows of(InputFile file, InputStream in, char separator, RowCells cells) {
        return new TableRows(file, in, separator, cells);
    }

    /** Gives the next row's cells to whom they are for; false if there is none. */
    boolean next() {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (UncheckedIOException e) {
            throw InputFile.complaint(file.place(), e.getCause());
        } catch (CsvParseException e) {
            throw failure(e);
        }
    }

    /** FastCSV wraps what those who are told of cells throw. */
    private RuntimeException failure(CsvParseException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        String line = e.getMessage().replaceAll("(?s).*line (\\d+)\\D*", "$1");
        return DataException.about(
                file.place(),
                "a cell has no end",
                "closed quotes around a cell, or none",
                "others in the row from line " + line,
                "mend the file");
    }

    /** Makes sure, once all rows are read, that the file has not changed meanwhile. */
    void finish() {
        file.requireUnchanged();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw InputFile.complaint(file.place(), e);
        }
    }
}
