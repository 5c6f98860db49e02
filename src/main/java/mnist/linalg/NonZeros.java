package mnist.linalg;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * Where a matrix may hold anything but zero: by elements, and by columns. Filled anew for every batch: {@link #clear}, then
 * {@link #mark} for its rows, then {@link #finish}.
 *
 * <p>Once a product has asked for {@link #panels}, {@link #finish} packs them: so the thread that prepares the batch does it,
 * and not the one that computes.
 */
public final class NonZeros {
    /** Elements that one word tells of, lowest bit first. */
    public static final int WORD = Long.SIZE;

    /** Elements of a matrix of which packed panels are kept: 4 MB as floats. Those of a full batch would take hundreds. */
    private static final long MOST_ELEMENTS = 1 << 20;

    private final int columns;
    private final int maxRows;
    private final int wordsOfRow;
    private final int wordsOfColumn;
    private final long[] rowBits;

    /** Known when {@link #columnsTold}. */
    private final long[] columnBits;

    /** Bits of {@value #WORD} rows and columns on their way into {@link #columnBits}. */
    private final long[] square = new long[WORD];

    private final int[] index;
    private int rows;
    private int count;

    /** Null until they are wanted. */
    private SparsePanels rowPanels;

    private SparsePanels columnPanels;

    /** What was packed last into either, or null. */
    private FMatrixRMaj inRowPanels;

    private FMatrixRMaj inColumnPanels;

    /** Whether {@link #columnBits} are those of the rows marked. Not every product asks for them. */
    private boolean columnsTold;

    public NonZeros(int maxRows, int columns) {
        this.columns = columns;
        this.maxRows = maxRows;
        wordsOfRow = (columns + WORD - 1) / WORD;
        wordsOfColumn = (maxRows + WORD - 1) / WORD;
        rowBits = new long[maxRows * wordsOfRow];
        columnBits = new long[columns * wordsOfColumn];
        index = new int[columns];
    }

    /** Of a matrix as it is. */
    public static NonZeros of(FMatrixRMaj matrix) {
        NonZeros found = new NonZeros(matrix.numRows, matrix.numCols);
        found.clear(matrix.numRows);
        for (int row = 0; row < matrix.numRows; row++) {
            found.mark(row, matrix.data, row * matrix.numCols);
        }
        found.finish(matrix);
        return found;
    }

    /** From now on of a matrix of so many rows, all of them zero. */
    public void clear(int newRows) {
        rows = newRows;
        Arrays.fill(rowBits, 0, newRows * wordsOfRow, 0);
    }

    /** Marks elements of a row: those of columns {@code WORD x word} and following. */
    public void mark(int row, int word, long bits) {
        rowBits[row * wordsOfRow + word] |= bits;
    }

    /** Marks the elements of a row that stands in {@code values} from {@code start} on. */
    public void mark(int row, float[] values, int start) {
        for (int word = 0; word < wordsOfRow; word++) {
            int end = Math.min(columns, (word + 1) * WORD);
            long bits = 0;
            for (int column = word * WORD; column < end; column++) {
                bits |= (values[start + column] == 0f ? 0L : 1L) << column;
            }
            mark(row, word, bits);
        }
    }

    /** To be called when all rows of a are marked and filled. */
    public void finish(FMatrixRMaj a) {
        listColumns();
        columnsTold = false;
        inRowPanels = null;
        inColumnPanels = null;
        if (rowPanels != null) {
            packRows(a);
        }
        if (columnPanels != null) {
            panels(a, true);
        }
    }

    private void tellColumns() {
        for (int first = 0; first < rows; first += WORD) {
            for (int w = 0; w < wordsOfRow; w++) {
                tellColumns(first, w);
            }
        }
        columnsTold = true;
    }

    /** Of the elements of {@value #WORD} rows that one word of each tells of. */
    private void tellColumns(int firstRow, int word) {
        long[] bits = square;
        for (int i = 0; i < WORD; i++) {
            bits[i] = firstRow + i < rows ? rowBits[(firstRow + i) * wordsOfRow + word] : 0;
        }
        transpose(bits);
        int firstColumn = word * WORD;
        int end = Math.min(columns, firstColumn + WORD);
        for (int column = firstColumn; column < end; column++) {
            columnBits[column * wordsOfColumn + firstRow / WORD] = bits[column - firstColumn];
        }
    }

    /**
     * Exchanges bit j of word i for bit i of word j: halves of the square, then halves of these, and so on (Warren: "Hacker's
     * Delight", 2nd edition 2012, section 7-3). To go through the bits one by one made {@link #finish} a third slower for 128 rows.
     */
    private static void transpose(long[] square) {
        long mask = 0xFFFF_FFFFL;
        for (int size = WORD / 2; size != 0; size /= 2) {
            for (int i = 0; i < WORD; i = (i + size + 1) & ~size) {
                long moved = ((square[i] >>> size) ^ square[i + size]) & mask;
                square[i] ^= moved << size;
                square[i + size] ^= moved;
            }
            mask ^= mask << (size / 2);
        }
    }

    private void listColumns() {
        count = 0;
        for (int w = 0; w < wordsOfRow; w++) {
            long bits = 0;
            for (int row = 0; row < rows; row++) {
                bits |= rowBits[row * wordsOfRow + w];
            }
            for (int first = w * WORD; bits != 0; bits &= bits - 1) {
                index[count++] = first + Long.numberOfTrailingZeros(bits);
            }
        }
    }

    /** The columns that may hold anything but zero, ascending; only the first {@link #count()} are valid. */
    public int[] index() {
        return index;
    }

    public int count() {
        return count;
    }

    /** How many of {@link #index()} are smaller than a column. */
    public int countBelow(int column) {
        int found = Arrays.binarySearch(index, 0, count, column);
        return found < 0 ? -found - 1 : found;
    }

    /**
     * Tiles of rows of a or, transposed, of its columns that are not all zero; null where they would be too large to keep. Not
     * for several threads at once.
     */
    public SparsePanels panels(FMatrixRMaj a, boolean transposed) {
        if (transposed && !columnsTold) {
            tellColumns();
        }
        if ((long) maxRows * columns > MOST_ELEMENTS) {
            return null;
        }
        if (transposed) {
            if (inColumnPanels != a) {
                packColumns(a);
            }
            return columnPanels;
        }
        if (inRowPanels != a) {
            packRows(a);
        }
        return rowPanels;
    }

    private void packRows(FMatrixRMaj a) {
        if (rowPanels == null) {
            rowPanels = new SparsePanels();
            rowPanels.reserve(0, tiles(maxRows), columns);
        }
        packRows(a, rowPanels, 0, tiles(rows));
        inRowPanels = a;
    }

    private void packColumns(FMatrixRMaj a) {
        if (columnPanels == null) {
            columnPanels = new SparsePanels();
            columnPanels.reserve(0, tiles(columns), maxRows);
        }
        packColumns(a, columnPanels, 0, tiles(count));
        inColumnPanels = a;
    }

    /** Packs tiles of rows of a; past the end they repeat the last one, and its sums must not be stored. */
    public void packRows(FMatrixRMaj a, SparsePanels into, int fromTile, int toTile) {
        int last = a.numRows - 1;
        int k = a.numCols;
        for (int tile = fromTile; tile < toTile; tile++) {
            int r0 = tile * SparsePanels.ROWS;
            int r1 = Math.min(r0 + 1, last);
            int r2 = Math.min(r0 + 2, last);
            int r3 = Math.min(r0 + 3, last);
            int found = listColumns(r0, r1, r2, r3, into.listed(), into.indexAt(tile));
            into.pack(tile, found, a.data, r0 * k, r1 * k, r2 * k, r3 * k, 1);
        }
    }

    /** Packs tiles of those columns of a that are not all zero; likewise, after {@link #panels} of the transpose were asked for. */
    public void packColumns(FMatrixRMaj a, SparsePanels into, int fromTile, int toTile) {
        int last = count - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int i = tile * SparsePanels.ROWS;
            int c0 = index[i];
            int c1 = index[Math.min(i + 1, last)];
            int c2 = index[Math.min(i + 2, last)];
            int c3 = index[Math.min(i + 3, last)];
            int found = listRows(c0, c1, c2, c3, into.listed(), into.indexAt(tile));
            into.pack(tile, found, a.data, c0, c1, c2, c3, a.numCols);
        }
    }

    private static int tiles(int lines) {
        return (lines + SparsePanels.ROWS - 1) / SparsePanels.ROWS;
    }

    /** Writes the columns at which any of 4 rows may hold anything but zero, ascending; returns how many. */
    int listColumns(int r0, int r1, int r2, int r3, int[] to, int at) {
        return listTogether(rowBits, wordsOfRow, wordsOfRow, r0, r1, r2, r3, to, at);
    }

    /** Likewise the rows at which any of 4 columns may; known once {@link #panels} of the transpose were asked for. */
    int listRows(int c0, int c1, int c2, int c3, int[] to, int at) {
        return listTogether(columnBits, wordsOfColumn, (rows + WORD - 1) / WORD, c0, c1, c2, c3, to, at);
    }

    private static int listTogether(
            long[] bits, int stride, int words, int i0, int i1, int i2, int i3, int[] to, int at) {
        int next = at;
        for (int w = 0; w < words; w++) {
            long any = bits[i0 * stride + w] | bits[i1 * stride + w] | bits[i2 * stride + w] | bits[i3 * stride + w];
            for (int first = w * WORD; any != 0; any &= any - 1) {
                to[next++] = first + Long.numberOfTrailingZeros(any);
            }
        }
        return next - at;
    }
}
