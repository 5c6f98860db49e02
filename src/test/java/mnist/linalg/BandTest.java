package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BandTest {
    @Test
    void columnsSideBySideHaveTheRunOfTheOutermostTwo() {
        Band band = new Band(new int[] {0, 0, 2, 5}, new int[] {1, 4, 4, 7});
        assertEquals(0, band.firstRow(1));
        assertEquals(2, band.firstRow(2));
        assertEquals(4, band.endRow(2));
        assertEquals(7, band.endRow(4));
    }

    @Test
    void whatIsNoBandIsRefused() {
        refuses(new int[] {0, 1}, new int[] {3});
        refuses(new int[] {1, 0}, new int[] {3, 3});
        refuses(new int[] {0, 1}, new int[] {3, 2});
        refuses(new int[] {2}, new int[] {1});
    }

    private static void refuses(int[] first, int[] end) {
        assertThrows(IllegalArgumentException.class, () -> new Band(first, end));
    }
}
