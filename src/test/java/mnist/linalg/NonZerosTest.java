package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
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
        found.finish();
        found.clear(after);
        found.mark(after - 1, 1, 4);
        found.finish();
        int[] list = new int[before];
        assertArrayEquals(new int[] {66}, Arrays.copyOf(found.index(), found.count()));
        assertEquals(1, found.listRows(66, 0, 1, 2, list, 0));
        assertEquals(after - 1, list[0]);
    }
}
