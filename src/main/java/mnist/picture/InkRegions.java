package mnist.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.picture.DigitRow.Digit;
import mnist.picture.Regions.Region;

/** The regions of ink that belong to digits; specks, faint shadows and the edges of the paper are left out. */
final class InkRegions {
    /** Of the threshold: fainter pixels are not part of strokes. */
    private static final float EDGE = 0.4f;

    /** Of the largest region's pixels. */
    private static final double SPECK = 0.03;

    /** Of the largest region's mean ink. */
    private static final double FAINT = 0.5;

    /** Of the picture's outline. */
    private static final double ALONG_EDGE = 0.15;

    /** Pixels in height or width. */
    private static final int SMALLEST = 5;

    private final Plane plane;
    private final Regions all;
    private final List<Region> kept;

    private InkRegions(Plane plane, Regions all, List<Region> kept) {
        this.plane = plane;
        this.all = all;
        this.kept = kept;
    }

    static InkRegions of(Ink ink) {
        Plane plane = ink.amounts();
        Regions all = Regions.of(plane, EDGE * ink.threshold(), ink.threshold());
        List<Region> inside = all.list().stream()
                .filter(region -> region.onBorder() < ALONG_EDGE * 2 * (plane.rows() + plane.columns()))
                .toList();
        Comparator<Region> size = Comparator.comparingInt(Region::pixels);
        Region largest =
                (inside.isEmpty() ? all.list() : inside).stream().max(size).orElse(null);
        if (largest == null || Math.max(largest.box().height(), largest.box().width()) < SMALLEST) {
            return new InkRegions(plane, all, List.of());
        }
        List<Region> kept = new ArrayList<>();
        for (Region region : inside.isEmpty() ? all.list() : inside) {
            if (region.pixels() >= SPECK * largest.pixels() && region.meanInk() >= FAINT * largest.meanInk()) {
                kept.add(region);
            }
        }
        return new InkRegions(plane, all, kept);
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Digits cut out of the picture, from left to right; all ink is one digit unless there are many. */
    List<Plane> digits(boolean many) {
        List<Digit> digits = many ? DigitRow.of(kept, this::inkOfColumn) : List.of(Digit.of(kept));
        return digits.stream().map(this::cut).toList();
    }

    private double inkOfColumn(Digit digit, int column) {
        double sum = 0;
        for (int row = 0; row < plane.rows(); row++) {
            sum += belongs(digit, row, column) ? plane.at(row, column) : 0;
        }
        return sum;
    }

    private boolean belongs(Digit digit, int row, int column) {
        int number = all.numberAt(row, column);
        return number >= 0 && digit.regions().contains(all.list().get(number));
    }

    /** As large as its ink. */
    private Plane cut(Digit digit) {
        Box box = inkBox(digit);
        Plane cut = new Plane(box.height(), box.width());
        for (int row = 0; row < box.height(); row++) {
            for (int column = 0; column < box.width(); column++) {
                if (belongs(digit, box.top() + row, box.left() + column)) {
                    cut.values()[row * box.width() + column] = plane.at(box.top() + row, box.left() + column);
                }
            }
        }
        return cut;
    }

    /** Of a digit that was cut off another one, too. */
    private Box inkBox(Digit digit) {
        Box box = null;
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = digit.left(); column < digit.right(); column++) {
                if (belongs(digit, row, column)) {
                    Box pixel = new Box(row, column, row + 1, column + 1);
                    box = box == null ? pixel : box.with(pixel);
                }
            }
        }
        return box;
    }
}
