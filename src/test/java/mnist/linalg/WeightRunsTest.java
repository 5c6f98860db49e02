package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WeightRunsTest {
    private static final int GAP = WeightRuns.SMALLEST_GAP;

    @Test
    void rowsAreThoseOfAllTheColumnsAskedFor() {
        int[] twice = {0, 3, 3 + GAP, 5 + GAP};
        WeightRuns runs = new WeightRuns(200, new int[][] {twice, twice, {2, 8, 100, 101}, {}, {150, 200}});
        assertArrayEquals(twice, runs.rows(0, 2));
        assertArrayEquals(new int[] {0, 5 + GAP, 100, 101}, runs.rows(1, 3), "a gap too small to leave out");
        assertArrayEquals(new int[] {0, 0}, runs.rows(3, 4));
        assertArrayEquals(new int[] {150, 200}, runs.rows(3, 5));
        assertArrayEquals(twice, runs.rows(0, 1), "asked for again with another end");
    }

    @Test
    void columnsAreThoseThatHaveAnyOfTheRows() {
        int[][] ofColumn = new int[3 * GAP][];
        for (int column = 0; column < ofColumn.length; column++) {
            ofColumn[column] = column < GAP || column >= 2 * GAP ? new int[] {4, 6, 9, 10} : new int[] {6, 9};
        }
        WeightRuns runs = new WeightRuns(12, ofColumn);
        assertArrayEquals(new int[] {0, GAP, 2 * GAP, 3 * GAP}, runs.columns(0, 5));
        assertArrayEquals(new int[] {GAP, 2 * GAP}, runs.columns(6, 9));
        assertArrayEquals(new int[] {0, 3 * GAP}, runs.columns(8, 12));
        assertArrayEquals(new int[] {0, 0}, runs.columns(10, 12));
    }

    @Test
    void whatDoesNotRiseIsRefused() {
        refuses(new int[] {3});
        refuses(new int[] {3, 1});
        refuses(new int[] {0, 3, 2, 4});
        refuses(new int[] {-1, 2});
        refuses(new int[] {0, 11});
    }

    private static void refuses(int[] bounds) {
        assertThrows(IllegalArgumentException.class, () -> new WeightRuns(10, new int[][] {bounds}));
    }
}
