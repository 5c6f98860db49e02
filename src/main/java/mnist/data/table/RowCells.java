package mnist.data.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Locale;
import mnist.data.DataException;
import mnist.data.files.FilePlace;

/** Is told of the cells of a table, row by row, and makes sure that all rows have as many. */
abstract class RowCells extends AbstractBaseCsvCallbackHandler<RowCells> {
    private static final String CURE = "mend the file";

    private final FilePlace place;
    private final int least;
    private final int most;
    private boolean passing;

    /** @param width how many cells each row has */
    RowCells(FilePlace place, int width) {
        this(place, width, width);
    }

    /** A row has {@code least} to {@code most} cells. */
    RowCells(FilePlace place, int least, int most) {
        this.place = place;
        this.least = least;
        this.most = most;
    }

    /** Whether the rows that come are not wanted: their cells are only counted. */
    final void pass(boolean unwanted) {
        passing = unwanted;
    }

    /** The next cell of the row; what else is in {@code chars} is none of it. */
    abstract void cell(int column, char[] chars, int offset, int length);

    @Override
    protected final void handleField(int column, char[] chars, int offset, int length, boolean quoted) {
        if (column == most) {
            throw tooLong();
        }
        if (!passing) {
            cell(column, chars, offset, length);
        }
    }

    /** FastCSV passes over rows for which this is null. */
    @Override
    protected final RowCells buildRecord() {
        if (getRecordType() == RecordType.EMPTY) {
            return null;
        }
        if (getFieldCount() < least) {
            throw otherLength(Integer.toString(getFieldCount()));
        }
        return this;
    }

    /** What to say about a row with more cells. */
    DataException tooLong() {
        return otherLength("more");
    }

    private DataException otherLength(String found) {
        return DataException.about(
                place,
                "a row of another length",
                String.format(Locale.ROOT, "%d cells", least),
                found + " in line " + getStartingLineNumber(),
                CURE);
    }

    /** What to say about a cell of this row. */
    final DataException complaint(String problem, String expected, TableHeader header, int column, String cell) {
        String where = "line " + getStartingLineNumber() + ", " + CellText.column(header, column);
        return DataException.about(place, problem, expected, CellText.quoted(cell) + " in " + where, CURE);
    }
}
