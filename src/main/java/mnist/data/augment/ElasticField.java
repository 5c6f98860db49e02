package mnist.data.augment;

import java.util.Arrays;
import mnist.random.DrawSequence;

/**
 * Random smooth displacements: uniform(-1, 1) noise per pixel, blurred by a Gaussian whose weights sum to 1, times alpha.
 *
 * <p>The noise is not drawn per pixel but per cell of about sigma x sigma pixels, with the variance that the cell's pixels
 * have together. After the blur the two cannot be told apart: what a grid of spacing sigma adds is of the order of
 * exp(-2 pi^2), 3e-9. The work falls from 2 x 28^3 multiplications per field to a tenth. Not thread-safe.
 *
 * <p>Every row is an array of its own, and sums have {@value #TERMS} terms at a time: so the compiler of JDK 17 turns the
 * loops into vector instructions, which it does neither for rows of one large array nor for longer sums.
 */
final class ElasticField {
    /** Of a sum in one loop. */
    private static final int TERMS = 3;

    private final int columns;
    private final int cellRows;
    private final int cellColumns;

    /** Standard deviation of a cell's noise: that of the sum of its pixels' noise, each of variance 1/3. */
    private final float cellNoise;

    /** cellColumns x columns: how much a cell's noise moves each column. */
    private final float[][] across;

    /** rows x cellRows, rounded up to whole sums: how much a cell's noise moves each row. */
    private final float[][] down;

    /** Of one row of cells. */
    private final float[] noise;

    private final float[] blurredRow;

    /** As many as {@link #down} has columns, x 2 columns: noise blurred across, horizontal before vertical. */
    private final float[][] blurredAcross;

    /** rows x 2 columns, in pixels: a row's horizontal displacements, then its vertical ones. */
    final float[][] moves;

    ElasticField(int rows, int columns, float sigma) {
        this.columns = columns;
        cellRows = cells(rows, sigma);
        cellColumns = cells(columns, sigma);
        cellNoise = (float) Math.sqrt((double) rows / cellRows * columns / cellColumns / 3);
        across = new float[wholeSums(cellColumns)][columns];
        noise = new float[across.length];
        blurredRow = new float[columns];
        for (int cell = 0; cell < cellColumns; cell++) {
            for (int column = 0; column < columns; column++) {
                across[cell][column] = weight(cell, cellColumns, column, columns, sigma);
            }
        }
        int terms = wholeSums(cellRows);
        down = new float[rows][terms];
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < cellRows; cell++) {
                down[row][cell] = weight(cell, cellRows, row, rows, sigma);
            }
        }
        blurredAcross = new float[terms][2 * columns];
        moves = new float[rows][2 * columns];
    }

    /** Fills {@link #moves} with a new field. */
    void draw(float alpha, DrawSequence draws) {
        if (alpha == 0) {
            for (float[] row : moves) {
                Arrays.fill(row, 0);
            }
            return;
        }
        for (int cellRow = 0; cellRow < cellRows; cellRow++) {
            blurAcross(alpha * cellNoise, draws, blurredAcross[cellRow], 0);
            blurAcross(alpha * cellNoise, draws, blurredAcross[cellRow], columns);
        }
        for (int row = 0; row < moves.length; row++) {
            blur(down[row], blurredAcross, moves[row]);
        }
    }

    /** Draws the noise of a row of cells and blurs it along the row. */
    private void blurAcross(float amount, DrawSequence draws, float[] to, int offset) {
        draws.bells(amount, noise);
        blur(noise, across, blurredRow);
        System.arraycopy(blurredRow, 0, to, offset, columns);
    }

    /** Sums up rows, each with a weight; there are as many as fill whole sums. */
    private static void blur(float[] weights, float[][] rows, float[] to) {
        setSum(to, weights[0], rows[0], weights[1], rows[1], weights[2], rows[2]);
        for (int i = TERMS; i < rows.length; i += TERMS) {
            addSum(to, weights[i], rows[i], weights[i + 1], rows[i + 1], weights[i + 2], rows[i + 2]);
        }
    }

    private static void setSum(float[] to, float w0, float[] v0, float w1, float[] v1, float w2, float[] v2) {
        for (int i = 0; i < to.length; i++) {
            to[i] = w0 * v0[i] + w1 * v1[i] + w2 * v2[i];
        }
    }

    private static void addSum(float[] to, float w0, float[] v0, float w1, float[] v1, float w2, float[] v2) {
        for (int i = 0; i < to.length; i++) {
            to[i] += w0 * v0[i] + w1 * v1[i] + w2 * v2[i];
        }
    }

    private static int wholeSums(int terms) {
        return (terms + TERMS - 1) / TERMS * TERMS;
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
