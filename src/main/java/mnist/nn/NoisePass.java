package mnist.nn;

import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * One hidden layer's noise at work: h = gamma (z + noise) + beta, where z are the normalised sums; without a
 * normalization gamma is 1. Noise is a constant to backpropagation, so only gamma sees it: dgamma = sum of dh (z + noise).
 */
final class NoisePass {
    private final GaussianNoise source;
    private final int number;
    private final WorkerTeam team;

    /** 1 x out, or null. */
    private final FMatrixRMaj gamma;

    /** B x out. */
    private final FMatrixRMaj noise;

    /** The noise's share of gamma's gradient. */
    private final float[] dGamma;

    private final WorkerTeam.Part drawRange = this::drawRange;
    private final WorkerTeam.Part sumRange = this::sumRange;

    private FMatrixRMaj dh;
    private int epoch;
    private int[] indices;

    NoisePass(GaussianNoise source, int number, FMatrixRMaj gamma, WorkerTeam team, int maxRows, int width) {
        this.source = source;
        this.number = number;
        this.gamma = gamma;
        this.team = team;
        noise = new FMatrixRMaj(maxRows, width);
        dGamma = new float[width];
    }

    /** New noise for the images at {@code indices}, in rows 0 to rows - 1. */
    void draw(int rows, int epoch, int[] indices) {
        this.epoch = epoch;
        this.indices = indices;
        noise.reshape(rows, noise.numCols);
        team.run(rows, Rows.GRAIN, drawRange);
    }

    private void drawRange(int fromRow, int toRow) {
        source.draw(noise, number, epoch, indices, fromRow, toRow);
    }

    /** Adds the noise to columns [from, to) of one row of h. */
    void add(FMatrixRMaj h, int row, int from, int to) {
        int start = row * h.numCols;
        for (int j = from; j < to; j++) {
            h.data[start + j] += gamma == null ? noise.data[start + j] : gamma.data[j] * noise.data[start + j];
        }
    }

    /** Takes the gradient of h, B x out, before the normalization turns it into that of the sums. */
    void backward(FMatrixRMaj dh) {
        this.dh = dh;
        team.run(dh.numCols, Rows.COLUMN_GRAIN, sumRange);
    }

    private void sumRange(int from, int to) {
        for (int j = from; j < to; j++) {
            dGamma[j] = 0;
        }
        for (int row = 0; row < dh.numRows; row++) {
            int start = row * dh.numCols;
            for (int j = from; j < to; j++) {
                dGamma[j] += dh.data[start + j] * noise.data[start + j];
            }
        }
    }

    /** Adds the noise's share to gamma's gradient, 1 x out. */
    void addGammaGradient(FMatrixRMaj into) {
        for (int j = 0; j < dGamma.length; j++) {
            into.data[j] += dGamma[j];
        }
    }
}
