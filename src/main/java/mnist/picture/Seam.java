package mnist.picture;

import java.util.Arrays;

/**
 * A path from top to bottom along which touching digits can be cut apart: of all that stay near a column, the one that
 * crosses least ink (J. Wang, J. Jean, Segmentation of merged characters by neural networks and shortest path, 1994).
 *
 * @param columns for every row the first column to the right of the path
 * @param ink sum of the amounts that it crosses
 */
record Seam(int[] columns, double ink) {
    /** Ink that a step aside is worth: of equal paths the straight one is taken. */
    private static final float ASIDE = 0.02f;

    /** @param leeway how many columns the path may leave the middle one */
    static Seam near(Plane plane, int middle, int leeway) {
        int first = Math.max(0, middle - leeway);
        int count = Math.min(plane.columns() - 1, middle + leeway) - first + 1;
        int[][] from = new int[plane.rows()][count];
        float[] costs = new float[count];
        for (int row = 0; row < plane.rows(); row++) {
            float[] next = new float[count];
            for (int i = 0; i < count; i++) {
                from[row][i] = cheapest(costs, i);
                next[i] = costs[from[row][i]] + (from[row][i] == i ? 0 : ASIDE) + plane.at(row, first + i);
            }
            costs = next;
        }
        return traced(plane, from, indexOfLeast(costs, middle - first), first);
    }

    private static int cheapest(float[] costs, int i) {
        int best = i;
        if (i > 0 && costs[i - 1] + ASIDE < costs[best]) {
            best = i - 1;
        }
        if (i + 1 < costs.length && costs[i + 1] + ASIDE < costs[best] + (best == i ? 0 : ASIDE)) {
            best = i + 1;
        }
        return best;
    }

    /** Of equal ones that nearest to a place. */
    private static int indexOfLeast(float[] costs, int place) {
        int best = Math.max(0, Math.min(costs.length - 1, place));
        for (int i = 0; i < costs.length; i++) {
            boolean nearer = costs[i] == costs[best] && Math.abs(i - place) < Math.abs(best - place);
            best = costs[i] < costs[best] || nearer ? i : best;
        }
        return best;
    }

    private static Seam traced(Plane plane, int[][] from, int end, int first) {
        int[] columns = new int[plane.rows()];
        double ink = 0;
        int i = end;
        for (int row = plane.rows() - 1; row >= 0; row--) {
            columns[row] = first + i;
            ink += plane.at(row, first + i);
            i = from[row][i];
        }
        return new Seam(columns, ink);
    }

    /** The path along the left edge of a plane, or along its right one. */
    static Seam edge(Plane plane, boolean right) {
        int[] columns = new int[plane.rows()];
        Arrays.fill(columns, right ? plane.columns() : 0);
        return new Seam(columns, 0);
    }

    /** What lies between this path and one to the right of it, cut out; null if there is no ink. */
    Plane pieceUpTo(Seam other, Plane plane) {
        int left = Arrays.stream(columns).min().orElseThrow();
        int right = Arrays.stream(other.columns).max().orElseThrow();
        if (left >= right) {
            return null;
        }
        Plane piece = plane.part(
                new Box(0, left, plane.rows(), right),
                (row, column) -> column >= columns[row] && column < other.columns[row]);
        Box box = piece.inkBox();
        return box == null ? null : piece.part(box);
    }
}
