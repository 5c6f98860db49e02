package mnist.linalg;

/**
 * Where a matrix may hold anything but zero: in every column one run of rows, the ends of which never move up from one
 * column to the next, as in a banded matrix. Some columns side by side have then one run too, that of the outermost two.
 */
public final class Band {
    private final int[] firstRow;
    private final int[] endRow;

    /**
     * @param firstRow of each column's run, in rising order
     * @param endRow the row behind each column's run, in rising order
     * @throws IllegalArgumentException if an end moves up, or lies above its beginning
     */
    public Band(int[] firstRow, int[] endRow) {
        if (firstRow.length != endRow.length) {
            throw new IllegalArgumentException(firstRow.length + " beginnings, but " + endRow.length + " ends");
        }
        for (int column = 0; column < firstRow.length; column++) {
            int before = Math.max(0, column - 1);
            if (firstRow[column] < firstRow[before]
                    || endRow[column] < endRow[before]
                    || endRow[column] < firstRow[column]) {
                throw new IllegalArgumentException("column " + column + " is no continuation of a band");
            }
        }
        this.firstRow = firstRow.clone();
        this.endRow = endRow.clone();
    }

    /** The first row that columns from {@code column} on may need. */
    public int firstRow(int column) {
        return firstRow[column];
    }

    /** The row behind the last one that columns before {@code endColumn} may need. */
    public int endRow(int endColumn) {
        return endRow[endColumn - 1];
    }
}
