package mnist.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Connected regions of ink; pixels that touch at a corner are connected. */
final class Regions {
    private static final int NONE = -1;

    /**
     * Ink that hangs together.
     *
     * @param number by which {@link #at} knows its pixels
     * @param pixels how many there are
     * @param onBorder how many of them lie on the picture's edge
     * @param ink sum of the amounts
     */
    record Region(int number, Box box, int pixels, int onBorder, double ink) {
        /** Of a pixel. */
        double meanInk() {
            return ink / pixels;
        }
    }

    private final Plane plane;

    /** Number of the region of every pixel. */
    private final int[] numbers;

    private final int[] stack;
    private final List<Region> regions = new ArrayList<>();

    private Regions(Plane plane) {
        this.plane = plane;
        numbers = new int[plane.values().length];
        stack = new int[numbers.length];
        Arrays.fill(numbers, NONE);
    }

    /** Finds the regions of amounts above {@code low} that have a pixel above {@code high}: edges belong to strokes. */
    static Regions of(Plane plane, float low, float high) {
        Regions regions = new Regions(plane);
        for (int pixel = 0; pixel < regions.numbers.length; pixel++) {
            if (plane.values()[pixel] > high && regions.numbers[pixel] == NONE) {
                regions.regions.add(regions.flood(pixel, low));
            }
        }
        return regions;
    }

    List<Region> list() {
        return regions;
    }

    /** The region of a pixel, null where none is. */
    Region at(int row, int column) {
        int number = numbers[row * plane.columns() + column];
        return number == NONE ? null : regions.get(number);
    }

    private Region flood(int start, float low) {
        int number = regions.size();
        int columns = plane.columns();
        int top = plane.rows();
        int left = columns;
        int bottom = 0;
        int right = 0;
        int pixels = 0;
        int onBorder = 0;
        double ink = 0;
        int height = push(0, start, number);
        while (height > 0) {
            int pixel = stack[--height];
            int row = pixel / columns;
            int column = pixel % columns;
            top = Math.min(top, row);
            left = Math.min(left, column);
            bottom = Math.max(bottom, row + 1);
            right = Math.max(right, column + 1);
            pixels++;
            ink += plane.values()[pixel];
            onBorder += row == 0 || column == 0 || row == plane.rows() - 1 || column == columns - 1 ? 1 : 0;
            height = pushNeighbours(height, row, column, number, low);
        }
        return new Region(number, new Box(top, left, bottom, right), pixels, onBorder, ink);
    }

    private int pushNeighbours(int height, int row, int column, int number, float low) {
        int newHeight = height;
        for (int y = Math.max(0, row - 1); y <= Math.min(plane.rows() - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(plane.columns() - 1, column + 1); x++) {
                int pixel = y * plane.columns() + x;
                if (numbers[pixel] == NONE && plane.values()[pixel] > low) {
                    newHeight = push(newHeight, pixel, number);
                }
            }
        }
        return newHeight;
    }

    private int push(int height, int pixel, int number) {
        numbers[pixel] = number;
        stack[height] = pixel;
        return height + 1;
    }
}
