package mnist.data.table;

import mnist.data.source.Labels;

/** Takes the label and the pixels from rows. */
final class PixelCells extends RowCells {
    private static final int LONGEST_LABEL = 100;

    /** Whole numbers up to here are whole without doubt. */
    private static final double MOST = 1L << 53;

    private final TableHeader header;
    private final int[] roles;
    private final int label;
    private final Labels.Builder labels;

    /** Of the row that was read last. */
    private final double[] pixels;

    private boolean points;

    /** @param labels where labels are put; null if they are not wanted */
    PixelCells(Columns columns, Labels.Builder labels) {
        super(columns.head().place(), columns.head().width());
        header = columns.head().header();
        roles = columns.roles();
        label = columns.label();
        this.labels = labels;
        pixels = new double[columns.pixels()];
    }

    double[] pixels() {
        return pixels;
    }

    /** Whether a pixel was written with a decimal point, as in 1.0. */
    boolean hasPoints() {
        return points;
    }

    @Override
    void cell(int column, char[] chars, int offset, int length) {
        int pixel = roles[column];
        if (pixel >= 0) {
            int small = CellNumber.small(chars, offset, length);
            pixels[pixel] = small >= 0 ? small : decimal(column, chars, offset, length);
        } else if (column == label && labels != null) {
            int small = CellNumber.small(chars, offset, length);
            if (small >= 0) {
                labels.add(small);
            } else {
                label(column, CellText.of(chars, offset, length));
            }
        }
    }

    private double decimal(int column, char[] chars, int offset, int length) {
        double value = CellNumber.decimal(chars, offset, length);
        if (Double.isNaN(value)) {
            return other(column, CellText.of(chars, offset, length));
        }
        points = true;
        return value;
    }

    private double other(int column, String cell) {
        double value = CellNumber.of(cell);
        if (Double.isNaN(value)) {
            throw complaint("a pixel is no number", "0 to 255", header, column, cell);
        }
        points |= cell.indexOf('.') >= 0;
        return value;
    }

    /** 5.0 is 5: programs that know no whole numbers write them so. */
    private void label(int column, String cell) {
        double value = CellNumber.of(cell);
        if (value == Math.rint(value) && Math.abs(value) < MOST) {
            labels.add((long) value);
            return;
        }
        boolean isWord = cell.length() <= LONGEST_LABEL && cell.chars().noneMatch(Character::isISOControl);
        if (cell.isEmpty() || cell.equalsIgnoreCase("nan") || !isWord) {
            throw complaint("a label is missing", "a number or a word of up to 100 characters", header, column, cell);
        }
        labels.add(cell);
    }
}
