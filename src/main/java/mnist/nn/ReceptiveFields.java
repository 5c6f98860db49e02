package mnist.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import mnist.linalg.Band;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;

/**
 * Local receptive fields (LeCun et al. 1989), without shared weights: each unit of the first hidden layer is connected to
 * the pixels of one square window of the image; its other weights do not exist, which in a matrix means that they are 0
 * and stay so.
 *
 * <p>Where the windows lie follows from the sizes alone: evenly spread over the places that the image has for them, by
 * the additive recurrence of the plastic number (Roberts 2018, R2). Units are numbered in the order in which their windows
 * would be read, row by row.
 */
public final class ReceptiveFields {
    private static final double PLASTIC_NUMBER = 1.324717957244746;

    private final int side;
    private final int window;

    /** Places for a window along each side of the image. */
    private final int places;

    /** Place of each unit's window, row by row, in rising order. */
    private final int[] placeOf;

    /** For each pixel the units that see it: one run [from, to) for each row of places above it. */
    private final int[][] runsOf;

    private final Band band;

    /**
     * @param side pixels along each side of the image
     * @param window pixels along each side of a unit's window, from 1 to side
     * @param units of the layer
     */
    ReceptiveFields(int side, int window, int units) {
        this.side = side;
        this.window = window;
        places = side - window + 1;
        placeOf = IntStream.range(0, units)
                .map(point -> place(point, PLASTIC_NUMBER) * places + place(point, PLASTIC_NUMBER * PLASTIC_NUMBER))
                .sorted()
                .toArray();
        int[] firstAt = firstAt();
        runsOf = IntStream.range(0, side * side)
                .mapToObj(pixel -> runs(pixel / side, pixel % side, firstAt))
                .toArray(int[][]::new);
        band = new Band(
                IntStream.range(0, units)
                        .map(unit -> top(unit) * side + left(unit))
                        .toArray(),
                IntStream.range(0, units)
                        .map(unit -> (top(unit) + window - 1) * side + left(unit) + window)
                        .toArray());
    }

    private int place(int point, double divisor) {
        double along = 0.5 + point / divisor;
        return (int) ((along - Math.floor(along)) * places);
    }

    /** The first unit at each place or behind it; one more element for the end. */
    private int[] firstAt() {
        int[] first = new int[places * places + 1];
        for (int place : placeOf) {
            first[place + 1]++;
        }
        Arrays.parallelPrefix(first, Integer::sum);
        return first;
    }

    private int[] runs(int row, int column, int[] firstAt) {
        int firstLeft = Math.max(0, column - window + 1);
        int endLeft = Math.min(places - 1, column) + 1;
        return IntStream.rangeClosed(Math.max(0, row - window + 1), Math.min(places - 1, row))
                .flatMap(top -> IntStream.of(firstAt[top * places + firstLeft], firstAt[top * places + endLeft]))
                .toArray();
    }

    /** Uppermost row of a unit's window. */
    public int top(int unit) {
        return placeOf[unit] / places;
    }

    /** Leftmost column of a unit's window. */
    public int left(int unit) {
        return placeOf[unit] % places;
    }

    /** Pixels along each side of a window. */
    public int window() {
        return window;
    }

    /** Whether a pixel (row by row, from 0) lies in a unit's window. */
    public boolean connects(int pixel, int unit) {
        return sees(pixel / side, top(unit)) && sees(pixel % side, left(unit));
    }

    private boolean sees(int at, int first) {
        return at >= first && at < first + window;
    }

    /** What holds all connected weights in a matrix of the layer's shape: for each unit the pixels from its first to its last. */
    Band band() {
        return band;
    }

    /** Sets to 0 what is not connected in a matrix of the layer's shape, pixels x units. */
    void cut(FMatrixRMaj w) {
        cut(w, 0, w.numRows);
    }

    /** Likewise in rows [from, to). */
    void cut(FMatrixRMaj w, int from, int to) {
        for (int pixel = from; pixel < to; pixel++) {
            int start = pixel * w.numCols;
            int done = 0;
            int[] runs = runsOf[pixel];
            for (int i = 0; i < runs.length; i += 2) {
                Arrays.fill(w.data, start + done, start + runs[i], 0);
                done = runs[i + 1];
            }
            Arrays.fill(w.data, start + done, start + w.numCols, 0);
        }
    }

    /**
     * Calls {@code part} for rows [from, to) of a matrix of the layer's shape with the range of elements from the first that
     * is connected to the last. A third is connected there, and one range is sooner gone through than many short runs.
     */
    public void eachRow(int from, int to, WorkerTeam.Part part) {
        for (int pixel = from; pixel < to; pixel++) {
            int start = pixel * placeOf.length;
            int[] runs = runsOf[pixel];
            part.run(start + runs[0], start + runs[runs.length - 1]);
        }
    }
}
