package mnist.linalg.simd;

import mnist.linalg.Band;
import mnist.linalg.BlockOperation;
import mnist.linalg.Columns;
import org.ejml.data.FMatrixRMaj;

/** One product at work: its operands, how it is cut into units for the threads, and the loops over blocks. */
final class Product {
    enum Form {
        PLAIN,
        LEFT_TRANSPOSED,
        RIGHT_TRANSPOSED,
        /** Right factor and result are transposed: c = b a^T, found as its transpose. */
        RESULT_TRANSPOSED
    }

    /**
     * Inner indices of a block at most. Deeper than the first-level cache would like: fewer blocks mean fewer rounds over
     * the result, which lies further away (measured: 128 costs 5 %, 256 up to 8 % with 2500 inner indices).
     */
    private static final int BLOCK_DEPTH = 512;

    /** Tiles of a block: with {@link #BLOCK_DEPTH} 256 KB of the second-level cache, and the strip as much again. */
    private static final int BLOCK_TILES = 32;

    /** Panels of a strip at most: 128 columns of 512-bit vectors. */
    private static final int STRIP_PANELS = 2;

    /**
     * Bytes of the packed right factor up to which every thread packs all of it for itself and takes rows: half of the
     * smallest usual second-level cache, 512 KB. The threads then need to meet only once, and a left tile is used while still near.
     */
    private static final long OWN_COPY_LIMIT = 256 * 1024;

    /** Tiles that a thread takes at a time when the work is cut by rows. */
    static final int ROW_GRAIN = 4;

    private final LeftPanels sharedLeft = new LeftPanels();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    private Form form;
    private FMatrixRMaj a;
    private Columns nonZero;
    private FMatrixRMaj b;
    private Band band;
    private FMatrixRMaj c;
    private float alpha;
    private BlockOperation then;

    private long number;
    private int rows;
    private int depth;
    private int blockDepth;
    private int columns;
    private int tiles;
    private int panels;
    private int strips;
    private int rowParts;

    /** c = the product of a and b; with alpha other than 0, c = c + alpha times the product. */
    void set(
            Form newForm,
            FMatrixRMaj newA,
            Columns newNonZero,
            FMatrixRMaj newB,
            Band newBand,
            FMatrixRMaj newC,
            float newAlpha,
            BlockOperation newThen) {
        number++;
        form = newForm;
        a = newA;
        nonZero = newNonZero;
        b = newB;
        band = newBand;
        c = newC;
        alpha = newAlpha;
        then = newThen;
        boolean chosenRows = newForm == Form.LEFT_TRANSPOSED && newNonZero != null;
        boolean chosenDepth = newForm == Form.PLAIN && newNonZero != null;
        boolean turned = newForm == Form.RESULT_TRANSPOSED;
        rows = chosenRows ? newNonZero.count() : turned ? newC.numCols : newC.numRows;
        int fullDepth = newForm == Form.LEFT_TRANSPOSED ? newA.numRows : newA.numCols;
        depth = chosenDepth ? newNonZero.count() : fullDepth;
        // What is scaled and added must be summed up first: one block, however deep. A band is one of its own.
        int blocks = newAlpha == 0f && newBand == null ? (depth + BLOCK_DEPTH - 1) / BLOCK_DEPTH : 1;
        blockDepth = blocks == 0 ? 1 : (depth + blocks - 1) / blocks;
        columns = turned ? newC.numRows : newC.numCols;
        tiles = (rows + Tile.ROWS - 1) / Tile.ROWS;
        panels = (columns + Tile.COLUMNS - 1) / Tile.COLUMNS;
    }

    /** Lets go of the operands. */
    void forget() {
        a = null;
        nonZero = null;
        b = null;
        band = null;
        c = null;
        then = null;
    }

    boolean isEmpty() {
        return rows == 0 || columns == 0;
    }

    long multiplications() {
        return (long) rows * depth * columns;
    }

    int tiles() {
        return tiles;
    }

    int units() {
        return strips * rowParts;
    }

    /** Whether the work is cut by rows only, see {@link #multiplyTiles}; else into units of {@link #cut}. */
    boolean byRows() {
        return form == Form.RESULT_TRANSPOSED || 4L * depth * panels * Tile.COLUMNS <= OWN_COPY_LIMIT;
    }

    /** Computes some rows of the result all by itself. */
    void multiplyTiles(int fromTile, int toTile) {
        Scratch own = scratch.get();
        own.left = own.ownLeft;
        own.from = 0;
        own.to = depth;
        if (own.packedNumber != number) {
            packRight(own.right, 0, depth, 0, columns);
            own.packedNumber = number;
        }
        for (int tile = fromTile; tile < toTile; tile += ROW_GRAIN) {
            int end = Math.min(toTile, tile + ROW_GRAIN);
            own.left.reserve(tile, end - tile, depth, Math.max(1, depth), nonZero != null);
            packLeft(own.left, tile, end);
            multiplyBlock(own, 0, tile, end, 0, columns);
            finish(tile * Tile.ROWS, Math.min(rows, end * Tile.ROWS));
        }
    }

    private void finish(int fromRow, int toRow) {
        if (form == Form.RESULT_TRANSPOSED) {
            then.apply(0, columns, fromRow, toRow);
        } else {
            then.apply(fromRow, toRow, 0, columns);
        }
    }

    /** Cuts the result into strips of columns, and the strips by rows when there are fewer strips than threads. */
    void cut(int threads) {
        sharedLeft.reserve(0, tiles, depth, blockDepth, nonZero != null);
        strips = Math.max(Math.min(threads, panels), (panels + STRIP_PANELS - 1) / STRIP_PANELS);
        rowParts = strips >= threads ? 1 : Math.min(tiles, (threads + strips - 1) / strips);
    }

    /** Packs some tiles of the left factor for all threads. */
    void packTiles(int fromTile, int toTile) {
        packLeft(sharedLeft, fromTile, toTile);
    }

    private void packLeft(LeftPanels left, int fromTile, int toTile) {
        if (form == Form.LEFT_TRANSPOSED) {
            left.packColumns(a, nonZero, fromTile, toTile);
        } else {
            left.packRows(a, nonZero, fromTile, toTile);
        }
    }

    /** Computes some units of {@link #cut} from the shared left factor. */
    void multiplyUnits(int fromUnit, int toUnit) {
        Scratch own = scratch.get();
        own.left = sharedLeft;
        for (int unit = fromUnit; unit < toUnit; unit++) {
            int strip = unit / rowParts;
            int part = unit % rowParts;
            int fromColumn = share(panels, strip, strips) * Tile.COLUMNS;
            int toColumn = Math.min(columns, share(panels, strip + 1, strips) * Tile.COLUMNS);
            multiplyStrip(own, share(tiles, part, rowParts), share(tiles, part + 1, rowParts), fromColumn, toColumn);
        }
    }

    private static int share(int whole, int part, int parts) {
        return (int) ((long) whole * part / parts);
    }

    private void multiplyStrip(Scratch own, int fromTile, int toTile, int fromColumn, int toColumn) {
        boolean wanted = form == Form.LEFT_TRANSPOSED && band != null;
        int firstTile = wanted ? Math.max(fromTile, firstInBand(fromColumn) / Tile.ROWS) : fromTile;
        int endTile = wanted ? Math.min(toTile, (endInBand(toColumn) + Tile.ROWS - 1) / Tile.ROWS) : toTile;
        int blocks = Math.max(1, (depth + blockDepth - 1) / blockDepth);
        own.packedNumber = 0;
        for (int block = 0; block < blocks; block++) {
            chooseInner(own, block * blockDepth, fromColumn, toColumn);
            packRight(own.right, block * blockDepth + own.from, block * blockDepth + own.to, fromColumn, toColumn);
            for (int tile = firstTile; tile < endTile; tile += BLOCK_TILES) {
                int end = Math.min(endTile, tile + BLOCK_TILES);
                multiplyBlock(own, block, tile, end, fromColumn, toColumn);
                if (block == blocks - 1) {
                    then.apply(tile * Tile.ROWS, Math.min(rows, end * Tile.ROWS), fromColumn, toColumn);
                }
            }
        }
    }

    private void chooseInner(Scratch own, int first, int fromColumn, int toColumn) {
        boolean banded = form == Form.PLAIN && band != null;
        own.from = banded ? firstInBand(fromColumn) : 0;
        own.to = banded ? endInBand(toColumn) : Math.min(blockDepth, depth - first);
    }

    private int firstInBand(int fromColumn) {
        return place(band.firstRow(fromColumn));
    }

    private int endInBand(int toColumn) {
        return place(band.endRow(toColumn));
    }

    /** Where a row of the weights is among those that are computed with. */
    private int place(int row) {
        return nonZero == null ? row : nonZero.countBelow(row);
    }

    private void packRight(RightStrip right, int from, int to, int fromColumn, int toColumn) {
        if (form == Form.RIGHT_TRANSPOSED || form == Form.RESULT_TRANSPOSED) {
            right.packTransposed(b, from, to, fromColumn, toColumn);
        } else {
            right.packRows(b, form == Form.PLAIN ? nonZero : null, from, to, fromColumn, toColumn);
        }
    }

    private void multiplyBlock(Scratch own, int block, int fromTile, int toTile, int fromColumn, int toColumn) {
        int panel = 0;
        for (int column = fromColumn; column < toColumn; column += Tile.COLUMNS) {
            int width = Math.min(Tile.COLUMNS, toColumn - column);
            int vectors = Tile.vectorsFor(width);
            int packed = own.right.panelAt(panel++);
            boolean wholeVectors = width == vectors * Lanes.COUNT && form != Form.RESULT_TRANSPOSED;
            for (int tile = fromTile; tile < toTile; tile++) {
                if (wholeVectors && (tile + 1) * Tile.ROWS <= rows) {
                    multiplyTile(own, block, tile, vectors, packed, column);
                } else {
                    multiplyEdge(own, block, tile, vectors, packed, column, width);
                }
            }
        }
    }

    private void multiplyTile(Scratch own, int block, int tile, int vectors, int packed, int column) {
        int c0 = resultAt(tile, 0, column);
        int c1 = resultAt(tile, 1, column);
        int c2 = resultAt(tile, 2, column);
        int c3 = resultAt(tile, 3, column);
        multiply(own, block, tile, vectors, packed, c.data, c0, c1, c2, c3, alpha);
    }

    /** A tile that does not fit the result is computed in a buffer of its own; what belongs to the result is copied. */
    private void multiplyEdge(Scratch own, int block, int tile, int vectors, int packed, int column, int width) {
        int stride = vectors * Lanes.COUNT;
        int height = Math.min(Tile.ROWS, rows - tile * Tile.ROWS);
        if (block > 0) {
            readRows(own.edge, stride, tile, height, column, width);
        }
        multiply(own, block, tile, vectors, packed, own.edge, 0, stride, 2 * stride, 3 * stride, 0f);
        if (form == Form.RESULT_TRANSPOSED) {
            writeTransposed(own.edge, stride, tile, height, column, width);
        } else {
            writeRows(own.edge, stride, tile, height, column, width);
        }
    }

    private void readRows(float[] edge, int stride, int tile, int height, int column, int width) {
        for (int i = 0; i < height; i++) {
            System.arraycopy(c.data, resultAt(tile, i, column), edge, i * stride, width);
        }
    }

    private void writeRows(float[] edge, int stride, int tile, int height, int column, int width) {
        for (int i = 0; i < height; i++) {
            int to = resultAt(tile, i, column);
            Rows.store(alpha, edge, i * stride, c.data, to, width);
        }
    }

    private void writeTransposed(float[] edge, int stride, int tile, int height, int column, int width) {
        for (int j = 0; j < width; j++) {
            int to = (column + j) * c.numCols + tile * Tile.ROWS;
            for (int i = 0; i < height; i++) {
                c.data[to + i] = edge[i * stride + j];
            }
        }
    }

    private void multiply(
            Scratch own,
            int block,
            int tile,
            int vectors,
            int packed,
            float[] to,
            int c0,
            int c1,
            int c2,
            int c3,
            float scale) {
        LeftPanels left = own.left;
        boolean resume = block > 0;
        boolean add = scale != 0f;
        int skipped = left.countBelow(tile, block, own.from);
        // Listed inner indices are counted from the start of the block, of which the strip holds those from own.from
        // on.
        int stripAt = left.index() == null ? packed : packed - own.from * vectors * Lanes.COUNT;
        Tile.multiply(
                vectors,
                left.values(),
                left.valuesAt(tile, block) + skipped * Tile.ROWS,
                left.index(),
                left.indexAt(tile, block) + skipped,
                left.countBelow(tile, block, own.to) - skipped,
                own.right.values(),
                stripAt,
                resume ? to : Tile.ZEROS,
                resume ? Tile.ROWS_OF_C : Tile.ROW_AT_ZERO,
                add ? scale : 1f,
                add ? to : Tile.NEGATIVE_ZEROS,
                add ? Tile.ROWS_OF_C : Tile.ROW_AT_ZERO,
                to,
                c0,
                c1,
                c2,
                c3);
    }

    private int resultAt(int tile, int i, int column) {
        int row = tile * Tile.ROWS + i;
        boolean chosen = form == Form.LEFT_TRANSPOSED && nonZero != null;
        return (chosen ? nonZero.index()[row] : row) * columns + column;
    }

    /** What a thread needs for itself. */
    private static final class Scratch {
        final LeftPanels ownLeft = new LeftPanels();
        final RightStrip right = new RightStrip();
        final float[] edge = new float[Tile.ROWS * Tile.COLUMNS];
        LeftPanels left;
        long packedNumber;

        /** Inner indices [from, to) of the block that are multiplied. */
        int from;

        int to;
    }
}
