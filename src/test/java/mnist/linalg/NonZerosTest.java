package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonZerosTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 64", "64, 65", "65, 130", "130, 784"})
    void listsWhatALookAtEveryElementFinds(int rows, int columns) {
        FMatrixRMaj a = Products.random(rows, columns, rows);
        Products.thinOut(a, 0.6, columns);
        NonZeros found = NonZeros.of(a);

        assertArrayEquals(
                where(columns, j -> IntStream.range(0, rows).anyMatch(i -> a.get(i, j) != 0)),
                Arrays.copyOf(found.index(), found.count()));
        assertEquals(
                IntStream.range(0, columns / 2)
                        .filter(j -> Arrays.binarySearch(found.index(), 0, found.count(), j) >= 0)
                        .count(),
                found.countBelow(columns / 2));
        int[] list = new int[1 + Math.max(rows, columns)];
        for (int i = 0; i < rows; i++) {
            int[] some = {i, i * 7 % rows, i / 2, rows - 1};
            int count = found.listColumns(some[0], some[1], some[2], some[3], list, 1);
            assertArrayEquals(
                    where(columns, j -> Arrays.stream(some).anyMatch(row -> a.get(row, j) != 0)),
                    Arrays.copyOfRange(list, 1, 1 + count));
        }
        found.panels(a, true);
        for (int j = 0; j < columns; j++) {
            int[] some = {j, j * 5 % columns, j / 3, columns - 1};
            int count = found.listRows(some[0], some[1], some[2], some[3], list, 1);
            assertArrayEquals(
                    where(rows, i -> Arrays.stream(some).anyMatch(column -> a.get(i, column) != 0)),
                    Arrays.copyOfRange(list, 1, 1 + count));
        }
    }

    private static int[] where(int end, IntPredicate wanted) {
        return IntStream.range(0, end).filter(wanted).toArray();
    }

    /** A short batch in memory that held a longer one. */
    @ParameterizedTest
    @CsvSource({"70, 3", "64, 1"})
    void clearedForFewerRowsNothingIsLeftOfTheOthers(int before, int after) {
        NonZeros found = new NonZeros(before, 100);
        found.clear(before);
        for (int row = 0; row < before; row++) {
            found.mark(row, 0, -1L);
        }
        FMatrixRMaj matrix = new FMatrixRMaj(before, 100);
        found.finish(matrix);
        found.panels(matrix, true);
        found.clear(after);
        found.mark(after - 1, 1, 4);
        found.finish(matrix);
        int[] list = new int[before];
        assertArrayEquals(new int[] {66}, Arrays.copyOf(found.index(), found.count()));
        assertEquals(1, found.listRows(66, 0, 1, 2, list, 0));
        assertEquals(after - 1, list[0]);
    }

    /** The memory of a batch is filled anew: panels must be of what is there now, and of the matrix that is asked for. */
    @Test
    void panelsFollowTheMatrix() {
        FMatrixRMaj a = Products.random(6, 70, 1);
        NonZeros found = new NonZeros(6, 70);
        for (int seed = 1; seed < 4; seed++) {
            a.setTo(Products.random(6 - seed, 70, seed));
            Products.thinOut(a, 0.5, seed);
            found.clear(a.numRows);
            for (int row = 0; row < a.numRows; row++) {
                found.mark(row, a.data, row * a.numCols);
            }
            found.finish(a);
            FMatrixRMaj doubled = a.copy();
            for (int i = 0; i < doubled.getNumElements(); i++) {
                doubled.data[i] *= 2;
            }
            for (FMatrixRMaj matrix : new FMatrixRMaj[] {a, doubled, a}) {
                assertPanels(matrix, found.panels(matrix, false), row -> row, a.numRows);
                assertPanels(
                        Products.transpose(matrix), found.panels(matrix, true), i -> found.index()[i], found.count());
            }
        }
    }

    /** Rows of a are those that {@code place} names. */
    private static void assertPanels(FMatrixRMaj a, SparsePanels panels, IntUnaryOperator place, int rows) {
        for (int tile = 0; tile * SparsePanels.ROWS < rows; tile++) {
            int[] four = new int[SparsePanels.ROWS];
            for (int i = 0; i < four.length; i++) {
                four[i] = place.applyAsInt(Math.min(rows - 1, tile * SparsePanels.ROWS + i));
            }
            int[] inner = where(a.numCols, p -> Arrays.stream(four).anyMatch(row -> a.get(row, p) != 0));
            int first = panels.indexAt(tile);
            assertArrayEquals(inner, Arrays.copyOfRange(panels.listed(), first, first + panels.count(tile)));
            for (int p = 0; p < inner.length; p++) {
                for (int i = 0; i < four.length; i++) {
                    assertEquals(a.get(four[i], inner[p]), panels.values()[SparsePanels.ROWS * (first + p) + i]);
                }
            }
        }
    }

    @Test
    void panelsOfAHugeMatrixAreNotKept() {
        assertNotNull(new NonZeros(1 << 10, 1 << 10).panels(new FMatrixRMaj(1 << 10, 1 << 10), false));
        assertNull(new NonZeros(1 << 11, 1 << 10).panels(new FMatrixRMaj(1 << 11, 1 << 10), false));
    }
}
