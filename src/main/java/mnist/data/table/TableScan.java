package mnist.data.table;

import mnist.data.DataException;
import mnist.data.files.InputFile;
import mnist.data.source.LabelledImages;
import mnist.data.source.Labels;
import mnist.data.source.PixelScale;

/** The first pass over a table: it reads the labels, finds out what the numbers stand for, and keeps the images if they fit. */
final class TableScan {
    private final Columns table;
    private final PixelScale given;
    private final Labels.Builder labels;
    private final PixelCells cells;
    private final PixelChunks chunks;
    private double least = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private boolean fractions;
    private int count;

    private TableScan(Columns table, PixelScale given) {
        this.table = table;
        this.given = given;
        labels = new Labels.Builder(table.head().place(), 0);
        cells = new PixelCells(table, labels);
        chunks = new PixelChunks(table.pixels(), given);
    }

    /**
     * Reads a table.
     *
     * @param given which number is black and which white; null to find out
     * @throws DataException if it is not what it should be
     */
    static LabelledImages read(Columns table, PixelScale given) {
        return new TableScan(table, given).read();
    }

    private LabelledImages read() {
        try (TableRows rows = table.head().rows(cells)) {
            while (rows.next()) {
                look(cells.pixels());
                chunks.add(cells.pixels());
                count++;
            }
            rows.finish();
        }
        if (count == 0) {
            throw DataException.about(table.head().place(), "holds no images below its header", InputFile.AGAIN);
        }
        PixelScale scale = given == null ? found() : given;
        return new LabelledImages(new TableImages(table, count, scale, chunks.all(scale)), labels.build());
    }

    private void look(double[] pixels) {
        for (double pixel : pixels) {
            least = Math.min(least, pixel);
            largest = Math.max(largest, pixel);
            fractions |= pixel != (int) pixel;
        }
    }

    private PixelScale found() {
        boolean ofOne = fractions || (cells.hasPoints() && largest <= 1);
        return PixelScale.of(least, largest, ofOne, table.head().place());
    }
}
