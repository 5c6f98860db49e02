package mnist.linalg.simd;

import mnist.linalg.BlockOperation;
import mnist.linalg.NonZeros;
import mnist.linalg.Processor;
import mnist.linalg.SparsePanels;
import mnist.linalg.WeightRuns;
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

    /** Likewise with a sparse left factor, for which many rows of the strip stay empty. */
    private static final int SPARSE_BLOCK_DEPTH = 1024;

    /** Tiles of a block: with {@link #BLOCK_DEPTH} 256 KB of the second-level cache, and the strip as much again. */
    private static final int BLOCK_TILES = 32;

    /** Panels of a strip at most: 128 columns of 512-bit vectors. */
    private static final int STRIP_PANELS = 2;

    /**
     * Bytes of the packed right factor up to which every thread packs all of it for itself and takes rows: half of the
     * smallest usual second-level cache, 512 KB. The threads then need to meet only once, and a left tile is used while still near.
     */
    private static final long OWN_COPY_LIMIT = 256 * 1024;

    /**
     * Columns up to which the tiles of a sparse left factor read the right one where it is: its rows then are so near to
     * each other that a copy costs more than it saves. Not so with Intel, where a copy begins with a line of the cache (an epoch
     * of 784-128-10 takes 0.129 s with a copy and 0.164 s without).
     */
    private static final int DIRECT_COLUMNS = Processor.isIntel() ? 0 : 128;

    /**
     * Columns for each thread from which on it packs all of the left factor for itself: with so many columns that costs less
     * than to read what another thread has packed, and to write again what it has read.
     */
    private static final int COLUMNS_FOR_OWN_LEFT = 64;

    /** Elements of a left factor of which every thread may have a copy: 4 MB. That of a full batch has hundreds. */
    private static final long LARGEST_OWN_LEFT = 1 << 20;

    private static final int TALL_ROWS = 2 * Tile.ROWS;
    private static final int TALL_COLUMNS = Tile.COLUMNS / 2;

    /** Tiles that a thread takes at a time when the work is cut by rows. */
    static final int ROW_GRAIN = 4;

    private final LeftPanels sharedLeft = new LeftPanels();

    /** A sparse left factor whose panels were packed before. */
    private final LeftPanels packedLeft = new LeftPanels();

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    private Form form;
    private FMatrixRMaj a;
    private NonZeros nonZero;
    private FMatrixRMaj b;
    private WeightRuns runs;
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

    /** Whether zeros of the left factor are left out. */
    private boolean sparse;

    /** Whether the left factor is {@link #packedLeft}. */
    private boolean packed;

    /** Whether every thread packs all of the left factor for itself, and takes columns. */
    private boolean privateLeft;

    /** Whether the tiles read the right factor itself, not a packed copy. */
    private boolean direct;

    /** Whether {@link Tile8x2} does it. */
    private boolean tall;

    /** Whether the last vector of a row may reach into the next row, adding 0 to it. */
    private boolean overrunning;

    /** c = the product of a and b; with alpha other than 0, c = c + alpha times the product. */
    void set(
            Form newForm,
            FMatrixRMaj newA,
            NonZeros newNonZero,
            FMatrixRMaj newB,
            WeightRuns newRuns,
            FMatrixRMaj newC,
            float newAlpha,
            BlockOperation newThen) {
        number++;
        form = newForm;
        a = newA;
        nonZero = newNonZero;
        b = newB;
        runs = newRuns;
        c = newC;
        alpha = newAlpha;
        then = newThen;
        boolean transposed = newForm == Form.LEFT_TRANSPOSED;
        boolean turned = newForm == Form.RESULT_TRANSPOSED;
        sparse = newNonZero != null;
        SparsePanels panelsOfLeft = sparse ? newNonZero.panels(newA, transposed) : null;
        packed = panelsOfLeft != null;
        packedLeft.use(panelsOfLeft);
        rows = transposed && sparse ? newNonZero.count() : turned ? newC.numCols : newC.numRows;
        depth = transposed ? newA.numRows : newA.numCols;
        columns = turned ? newC.numRows : newC.numCols;
        tiles = (rows + Tile.ROWS - 1) / Tile.ROWS;
        panels = (columns + Tile.COLUMNS - 1) / Tile.COLUMNS;
        direct = sparse && columns <= DIRECT_COLUMNS && newRuns == null && isReadableInVectors();
        tall = Tile.TALL && !sparse && columns > Lanes.COUNT && !LeftPanels.isListed(depth);
        // What is scaled and added must be summed up first: one block, however deep.
        boolean whole = newAlpha != 0f || direct;
        int most = sparse ? SPARSE_BLOCK_DEPTH : BLOCK_DEPTH;
        int blocks = whole ? 1 : Math.max(1, (depth + most - 1) / most);
        blockDepth = Math.max(1, (depth + blocks - 1) / blocks);
    }

    /** Whether whole vectors can be read from every row of b that is used, the last one included. */
    private boolean isReadableInVectors() {
        int used = form == Form.LEFT_TRANSPOSED ? depth : nonZero.count();
        if (used == 0) {
            return true;
        }
        int last = form == Form.LEFT_TRANSPOSED ? used - 1 : nonZero.index()[used - 1];
        int lastPanel = (panels - 1) * Tile.COLUMNS;
        int width = Tile.vectorsFor(columns - lastPanel) * Lanes.COUNT;
        return (long) last * columns + lastPanel + width <= b.data.length;
    }

    /** Lets go of the operands. */
    void forget() {
        a = null;
        nonZero = null;
        b = null;
        runs = null;
        c = null;
        then = null;
    }

    boolean isEmpty() {
        return rows == 0 || columns == 0;
    }

    long multiplications() {
        int inner = sparse && form == Form.PLAIN ? nonZero.count() : depth;
        return (long) rows * inner * columns;
    }

    /** To be called when it is known how many threads compute. */
    void share(int threads) {
        privateLeft = columns >= COLUMNS_FOR_OWN_LEFT * threads && (long) rows * depth <= LARGEST_OWN_LEFT;
        // Two threads would add to the same numbers. And where a block is written, what it reaches into would be lost.
        overrunning = threads == 1 && sparse && form == Form.LEFT_TRANSPOSED && alpha != 0f && !direct;
    }

    /** Whether {@link #packTiles} is not needed before {@link #multiplyUnits}. */
    boolean packsPrivately() {
        return packed || privateLeft;
    }

    int tiles() {
        return tiles;
    }

    int units() {
        return strips * rowParts;
    }

    /** Whether the work is cut by rows only, see {@link #multiplyTiles}; else into units of {@link #cut}. */
    boolean byRows() {
        return direct || form == Form.RESULT_TRANSPOSED || 4L * depth * panels * Tile.COLUMNS <= OWN_COPY_LIMIT;
    }

    /** Computes some rows of the result all by itself. */
    void multiplyTiles(int fromTile, int toTile) {
        Scratch own = scratch.get();
        own.left = packed ? packedLeft : own.ownLeft;
        own.rightFrom = 0;
        if (!direct && own.packedNumber != number) {
            packRight(own.right, 0, depth, 0, columns);
            own.packedNumber = number;
        }
        for (int tile = fromTile; tile < toTile; tile += ROW_GRAIN) {
            int end = Math.min(toTile, tile + ROW_GRAIN);
            int endRow = Math.min(rows, end * Tile.ROWS);
            if (!packed) {
                reserveLeft(own.left, tile, end - tile);
            }
            if (form == Form.RESULT_TRANSPOSED) {
                multiplyTurned(own, tile, end);
                then.apply(0, columns, tile * Tile.ROWS, endRow);
            } else {
                if (!packed) {
                    packLeft(own.left, tile, end);
                }
                own.take(0, depth);
                multiplyBlock(own, 0, tile, end, 0, columns);
                if (runs != null && form == Form.LEFT_TRANSPOSED) {
                    clearUnwanted(tile, end, 0, columns);
                }
                then.apply(tile * Tile.ROWS, endRow, 0, columns);
            }
        }
    }

    /** Tiles of the transposed result. They are computed in a buffer, run by run of the inner indices, and written at last. */
    private void multiplyTurned(Scratch own, int fromTile, int toTile) {
        int[] inner =
                runs == null ? own.all(depth) : runs.columns(fromTile * Tile.ROWS, Math.min(rows, toTile * Tile.ROWS));
        for (int i = 0; i < inner.length; i += 2) {
            own.left.packRows(a, fromTile, toTile, inner[i], inner[i + 1]);
        }
        if (tall) {
            multiplyTurnedTall(own, inner, fromTile, toTile);
            return;
        }
        int panel = 0;
        for (int column = 0; column < columns; column += Tile.COLUMNS) {
            int width = Math.min(Tile.COLUMNS, columns - column);
            int vectors = Tile.vectorsFor(width);
            int stride = vectors * Lanes.COUNT;
            int right = own.right.panelAt(panel++);
            for (int tile = fromTile; tile < toTile; tile++) {
                for (int i = 0; i < inner.length; i += 2) {
                    own.take(inner[i], inner[i + 1]);
                    multiply(own, i, tile, vectors, right, own.edge, 0, stride, 2 * stride, 3 * stride, 0f);
                }
                writeTransposed(own.edge, stride, tile, Math.min(Tile.ROWS, rows - tile * Tile.ROWS), column, width);
            }
        }
    }

    private void multiplyTurnedTall(Scratch own, int[] inner, int fromTile, int toTile) {
        for (int column = 0; column < columns; column += TALL_COLUMNS) {
            int width = Math.min(TALL_COLUMNS, columns - column);
            int right = own.right.panelAt(column / Tile.COLUMNS) + column % Tile.COLUMNS;
            for (int tile = fromTile; tile < toTile; tile += 2) {
                int height = tallHeight(tile, toTile);
                for (int i = 0; i < inner.length; i += 2) {
                    own.take(inner[i], inner[i + 1]);
                    multiplyTall(own, i, tile, height, right, own.edge, 0, TALL_COLUMNS, 0f);
                }
                writeTransposed(own.edge, TALL_COLUMNS, tile, height, column, width);
            }
        }
    }

    /** Cuts the result into strips of columns, and the strips by rows when there are fewer strips than threads. */
    void cut(int threads) {
        if (!packsPrivately()) {
            reserveLeft(sharedLeft, 0, tiles);
        }
        strips = Math.max(Math.min(threads, panels), (panels + STRIP_PANELS - 1) / STRIP_PANELS);
        rowParts = strips >= threads ? 1 : Math.min(tiles, (threads + strips - 1) / strips);
    }

    /** Packs some tiles of the left factor for all threads. */
    void packTiles(int fromTile, int toTile) {
        packLeft(sharedLeft, fromTile, toTile);
    }

    private void reserveLeft(LeftPanels left, int firstTile, int count) {
        left.reserve(firstTile, count, depth, nonZero);
    }

    private void packLeft(LeftPanels left, int fromTile, int toTile) {
        left.pack(a, form == Form.LEFT_TRANSPOSED, fromTile, toTile);
    }

    /** Computes some units of {@link #cut}. */
    void multiplyUnits(int fromUnit, int toUnit) {
        Scratch own = scratch.get();
        own.left = packed ? packedLeft : privateLeft ? own.ownLeft : sharedLeft;
        if (!packed && privateLeft && own.leftNumber != number) {
            reserveLeft(own.left, 0, tiles);
            packLeft(own.left, 0, tiles);
            own.leftNumber = number;
        }
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
        int[] inner = innerRuns(fromColumn, toColumn);
        int blocks = inner == null ? Math.max(1, (depth + blockDepth - 1) / blockDepth) : inner.length / 2;
        own.packedNumber = 0;
        for (int block = 0; block < blocks; block++) {
            if (inner == null) {
                own.take(block * blockDepth, Math.min((block + 1) * blockDepth, depth));
            } else {
                own.take(inner[2 * block], inner[2 * block + 1]);
            }
            own.rightFrom = own.from;
            packRight(own.right, own.from, own.to, fromColumn, toColumn);
            boolean last = block == blocks - 1;
            if (runs == null || form != Form.LEFT_TRANSPOSED) {
                multiplyTilesOf(own, block, last, fromTile, toTile, fromColumn, toColumn);
            } else {
                multiplyWanted(own, block, fromTile, toTile, fromColumn, toColumn);
            }
        }
    }

    /** The inner indices of a strip where its weights have only some, else null. */
    private int[] innerRuns(int fromColumn, int toColumn) {
        if (runs == null || form == Form.LEFT_TRANSPOSED) {
            return null;
        }
        return form == Form.PLAIN ? runs.rows(fromColumn, toColumn) : runs.columns(fromColumn, toColumn);
    }

    private void multiplyTilesOf(
            Scratch own, int block, boolean last, int fromTile, int toTile, int fromColumn, int toColumn) {
        for (int tile = fromTile; tile < toTile; tile += BLOCK_TILES) {
            int end = Math.min(toTile, tile + BLOCK_TILES);
            multiplyBlock(own, block, tile, end, fromColumn, toColumn);
            if (last) {
                then.apply(tile * Tile.ROWS, Math.min(rows, end * Tile.ROWS), fromColumn, toColumn);
            }
        }
    }

    /** Only the tiles that hold weights. */
    private void multiplyWanted(Scratch own, int block, int fromTile, int toTile, int fromColumn, int toColumn) {
        int[] wanted = runs.rows(fromColumn, toColumn);
        int done = fromTile;
        for (int i = 0; i < wanted.length; i += 2) {
            int first = Math.max(done, place(wanted[i]) / Tile.ROWS);
            int end = Math.min(toTile, (place(wanted[i + 1]) + Tile.ROWS - 1) / Tile.ROWS);
            for (int tile = first; tile < end; tile += BLOCK_TILES) {
                multiplyBlock(own, block, tile, Math.min(end, tile + BLOCK_TILES), fromColumn, toColumn);
            }
            clearUnwanted(first, end, fromColumn, toColumn);
            done = Math.max(done, end);
        }
    }

    /** What these tiles computed beside the weights. */
    private void clearUnwanted(int fromTile, int toTile, int fromColumn, int toColumn) {
        int[] chosen = sparse ? nonZero.index() : null;
        runs.clearOutside(c, chosen, fromTile * Tile.ROWS, Math.min(rows, toTile * Tile.ROWS), fromColumn, toColumn);
    }

    /** Where a row of the result is among those that are computed. */
    private int place(int row) {
        return sparse ? nonZero.countBelow(row) : row;
    }

    private void packRight(RightStrip right, int from, int to, int fromColumn, int toColumn) {
        if (form == Form.RIGHT_TRANSPOSED || form == Form.RESULT_TRANSPOSED) {
            right.packTransposed(b, from, to, fromColumn, toColumn);
        } else {
            right.packRows(b, form == Form.PLAIN ? nonZero : null, from, to, fromColumn, toColumn, overrunning);
        }
    }

    private void multiplyBlock(Scratch own, int block, int fromTile, int toTile, int fromColumn, int toColumn) {
        if (tall) {
            multiplyTallBlock(own, block, fromTile, toTile, fromColumn, toColumn);
            return;
        }
        int panel = 0;
        for (int column = fromColumn; column < toColumn; column += Tile.COLUMNS) {
            int width = Math.min(Tile.COLUMNS, toColumn - column);
            int vectors = Tile.vectorsFor(width);
            int right = direct ? column : own.right.panelAt(panel++);
            boolean wholeVectors = width == vectors * Lanes.COUNT;
            for (int tile = fromTile; tile < toTile; tile++) {
                boolean wholeRows = (tile + 1) * Tile.ROWS <= rows;
                if (wholeRows && (wholeVectors || hasRoom(tile, column + vectors * Lanes.COUNT))) {
                    multiplyTile(own, block, tile, vectors, right, column);
                } else {
                    multiplyEdge(own, block, tile, vectors, right, column, width);
                }
            }
        }
    }

    /**
     * As {@link #multiplyBlock}. Column by column what is read of the right factor stays in the first-level cache. But where
     * something is added to a large result, that comes from memory: row by row the processor sees early what it will need.
     */
    private void multiplyTallBlock(Scratch own, int block, int fromTile, int toTile, int fromColumn, int toColumn) {
        if (alpha == 0f) {
            for (int column = fromColumn; column < toColumn; column += TALL_COLUMNS) {
                for (int tile = fromTile; tile < toTile; tile += 2) {
                    multiplyTallTile(own, block, tile, toTile, fromColumn, column, toColumn);
                }
            }
        } else {
            for (int tile = fromTile; tile < toTile; tile += 2) {
                for (int column = fromColumn; column < toColumn; column += TALL_COLUMNS) {
                    multiplyTallTile(own, block, tile, toTile, fromColumn, column, toColumn);
                }
            }
        }
    }

    private void multiplyTallTile(
            Scratch own, int block, int tile, int toTile, int fromColumn, int column, int toColumn) {
        int height = tallHeight(tile, toTile);
        int width = Math.min(TALL_COLUMNS, toColumn - column);
        int done = column - fromColumn;
        int right = own.right.panelAt(done / Tile.COLUMNS) + done % Tile.COLUMNS;
        if (height == TALL_ROWS && width == TALL_COLUMNS) {
            multiplyTall(own, block, tile, height, right, c.data, resultAt(tile, 0, column), columns, alpha);
        } else {
            if (block > 0) {
                readRows(own.edge, TALL_COLUMNS, tile, height, column, width);
            }
            multiplyTall(own, block, tile, height, right, own.edge, 0, TALL_COLUMNS, 0f);
            writeRows(own.edge, TALL_COLUMNS, tile, height, column, width);
        }
    }

    /** Rows of a tall tile: fewer at the end. */
    private int tallHeight(int tile, int toTile) {
        return Math.min(rows, Math.min(tile + 2, toTile) * Tile.ROWS) - tile * Tile.ROWS;
    }

    /** Two tiles of 4 rows; where the height says that there is only one, its rows are computed twice. */
    private void multiplyTall(
            Scratch own, int block, int tile, int height, int right, float[] to, int c0, int stride, float scale) {
        boolean resume = block > 0;
        boolean add = scale != 0f;
        LeftPanels left = own.left;
        Tile8x2.multiply(
                left.values(),
                left.valuesAt(tile, own.from),
                left.valuesAt(height > Tile.ROWS ? tile + 1 : tile, own.from),
                own.to - own.from,
                own.right.values(),
                right + (own.from - own.rightFrom) * Tile.COLUMNS,
                resume ? to : Tile.ZEROS,
                resume ? Tile.ROWS_OF_C : Tile.ROW_AT_ZERO,
                add ? scale : 1f,
                add ? to : Tile.NEGATIVE_ZEROS,
                add ? Tile.ROWS_OF_C : Tile.ROW_AT_ZERO,
                to,
                c0,
                stride);
    }

    /** Whether whole vectors may be added to all rows of a tile although they end at a column past the result's. */
    private boolean hasRoom(int tile, int toColumn) {
        return overrunning && resultAt(tile, Tile.ROWS - 1, toColumn) <= c.data.length;
    }

    private void multiplyTile(Scratch own, int block, int tile, int vectors, int right, int column) {
        int c0 = resultAt(tile, 0, column);
        int c1 = resultAt(tile, 1, column);
        int c2 = resultAt(tile, 2, column);
        int c3 = resultAt(tile, 3, column);
        multiply(own, block, tile, vectors, right, c.data, c0, c1, c2, c3, alpha);
    }

    /** A tile that does not fit the result is computed in a buffer of its own; what belongs to the result is copied. */
    private void multiplyEdge(Scratch own, int block, int tile, int vectors, int right, int column, int width) {
        int stride = vectors * Lanes.COUNT;
        int height = Math.min(Tile.ROWS, rows - tile * Tile.ROWS);
        if (block > 0) {
            readRows(own.edge, stride, tile, height, column, width);
        }
        multiply(own, block, tile, vectors, right, own.edge, 0, stride, 2 * stride, 3 * stride, 0f);
        writeRows(own.edge, stride, tile, height, column, width);
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
            int right,
            float[] to,
            int c0,
            int c1,
            int c2,
            int c3,
            float scale) {
        boolean resume = block > 0;
        boolean add = scale != 0f;
        LeftPanels left = own.left;
        Tile.multiply(
                vectors,
                left.values(),
                left.valuesAt(tile, own.from),
                left.places(),
                left.placesAt(tile, own.from),
                left.count(tile, own.from, own.to),
                direct ? b.data : own.right.values(),
                direct ? right : right + ((sparse ? 0 : own.from) - own.rightFrom) * Tile.COLUMNS,
                direct ? columns : Tile.COLUMNS,
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
        boolean chosen = form == Form.LEFT_TRANSPOSED && sparse;
        return (chosen ? nonZero.index()[row] : row) * columns + column;
    }

    /** What a thread needs for itself. */
    private static final class Scratch {
        final LeftPanels ownLeft = new LeftPanels();
        final RightStrip right = new RightStrip();
        final float[] edge = new float[Tile.ROWS * Tile.COLUMNS];
        LeftPanels left;
        long packedNumber;
        long leftNumber;

        /** The inner index at which the strip of the right factor begins. */
        int rightFrom;

        /** The inner indices [from, to) that are multiplied; lists of a sparse left factor count them from the first. */
        int from;

        int to;

        private final int[] all = new int[2];

        int[] all(int depth) {
            all[1] = depth;
            return all;
        }

        void take(int newFrom, int newTo) {
            from = newFrom;
            to = newTo;
        }
    }
}
