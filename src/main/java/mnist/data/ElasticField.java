package mnist.data;

import java.util.Arrays;

/**
 * Random smooth displacements: uniform(-1, 1) noise per pixel, blurred by a Gaussian whose weights sum to 1, times alpha.
 *
 * <p>The noise is not drawn per pixel but per cell of about sigma x sigma pixels, with the variance that the cell's pixels
 * have together. After the blur the two cannot be told apart: what a grid of spacing sigma adds is of the order of
 * exp(-2 pi^2), 3e-9. The work falls from 2 x 28^3 multiplications per field to a tenth. Not thread-safe.
 */
final class ElasticField {
    private final int rows;
    private final int columns;
    private final int cellRows;
    private final int cellColumns;

    /** Standard deviation of a cell's noise: that of the sum of its pixels' noise, each of variance 1/3. */
    private final float cellNoise;

    /** cellColumns x columns: how much a cell's noise moves each column. */
    private final float[] across;

    /** rows x cellRows: how much a cell's noise moves each row. */
    private final float[] down;

    /** cellRows x 2 x columns: noise blurred across, horizontal displacements before vertical ones. */
    private final float[] blurredAcross;

    /** rows x 2 x columns, in pixels: a row's horizontal displacements, then its vertical ones. */
    final float[] moves;

    ElasticField(int rows, int columns, float sigma) {
        this.rows = rows;
        this.columns = columns;
        cellRows = cells(rows, sigma);
        cellColumns = cells(columns, sigma);
        cellNoise = (float) Math.sqrt((double) rows / cellRows * columns / cellColumns / 3);
        across = new float[cellColumns * columns];
        for (int cell = 0; cell < cellColumns; cell++) {
            for (int column = 0; column < columns; column++) {
                across[cell * columns + column] = weight(cell, cellColumns, column, columns, sigma);
            }
        }
        down = new float[rows * cellRows];
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < cellRows; cell++) {
                down[row * cellRows + cell] = weight(cell, cellRows, row, rows, sigma);
            }
        }
        blurredAcross = new float[cellRows * 2 * columns];
        moves = new float[rows * 2 * columns];
    }

    /** Fills {@link #moves} with a new field. */
    void draw(float alpha, DrawSequence draws) {
        Arrays.fill(moves, 0);
        if (alpha == 0) {
            return;
        }
        Arrays.fill(blurredAcross, 0);
        for (int cellRow = 0; cellRow < cellRows; cellRow++) {
            for (int cell = 0; cell < cellColumns; cell++) {
                addAcross(alpha * cellNoise * draws.bell(), cell, 2 * cellRow * columns);
                addAcross(alpha * cellNoise * draws.bell(), cell, (2 * cellRow + 1) * columns);
            }
        }
        int width = 2 * columns;
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < cellRows; cell++) {
                float weight = down[row * cellRows + cell];
                int from = cell * width;
                int to = row * width;
                for (int i = 0; i < width; i++) {
                    moves[to + i] += weight * blurredAcross[from + i];
                }
            }
        }
    }

    private void addAcross(float noise, int cell, int to) {
        for (int column = 0; column < columns; column++) {
            blurredAcross[to + column] += noise * across[cell * columns + column];
        }
    }

    private static int cells(int pixels, float sigma) {
        return Math.max(1, (int) Math.ceil(pixels / sigma));
    }

    /** The Gaussian density between the middles of a cell and of a pixel; StrictMath, so that every platform agrees. */
    private static float weight(int cell, int cells, int pixel, int pixels, float sigma) {
        double distance = (cell + 0.5) * pixels / cells - (pixel + 0.5);
        return (float)
                (StrictMath.exp(-distance * distance / (2.0 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI)));
    }
}
