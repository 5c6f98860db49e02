package mnist.data.table;

import mnist.data.DataException;
import mnist.data.source.ArrayImages;
import mnist.data.source.ImagePass;
import mnist.data.source.ImageSource;
import mnist.data.source.PixelScale;

/** The images of a table. Those that did not fit in memory are read from the file again in every pass. */
final class TableImages implements ImageSource {
    private final Columns table;
    private final int count;
    private final PixelScale scale;

    /** All pixels; null if they are in the file alone. */
    private final byte[] inMemory;

    TableImages(Columns table, int count, PixelScale scale, byte[] inMemory) {
        this.table = table;
        this.count = count;
        this.scale = scale;
        this.inMemory = inMemory;
    }

    /** Whether they are read from the file in every pass. */
    boolean areInFile() {
        return inMemory == null;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int rows() {
        return table.rows();
    }

    @Override
    public int columns() {
        return table.columns();
    }

    @Override
    public PixelScale scale() {
        return scale;
    }

    @Override
    public ImagePass open() {
        return inMemory == null ? new Pass() : new ArrayImages(count, rows(), columns(), inMemory).open();
    }

    @Override
    public byte[] readAll() {
        return inMemory == null ? ImageSource.super.readAll() : inMemory;
    }

    private final class Pass implements ImagePass {
        private final PixelCells cells = new PixelCells(table, null);
        private final TableRows rows = table.head().rows(cells);

        @Override
        public void skip(int images) {
            cells.pass(true);
            for (int i = 0; i < images; i++) {
                next();
            }
            cells.pass(false);
        }

        @Override
        public void read(byte[] target, int offset) {
            next();
            double[] pixels = cells.pixels();
            boolean bytes = scale.isBytes();
            for (int i = 0; i < pixels.length; i++) {
                int whole = (int) pixels[i];
                boolean isByte = bytes && whole == pixels[i] && whole >= 0 && whole <= 0xff;
                target[offset + i] = isByte ? (byte) whole : scale.pixel(pixels[i]);
            }
        }

        private void next() {
            if (!rows.next()) {
                throw changed();
            }
        }

        private DataException changed() {
            return DataException.about(table.head().place(), "changed while in use", "leave it alone and start again");
        }

        @Override
        public void finish() {
            if (rows.next()) {
                throw changed();
            }
            rows.finish();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
