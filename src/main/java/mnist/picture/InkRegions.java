package mnist.picture;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.picture.Regions.Region;

/** The regions of ink that belong to digits; specks, faint shadows and the edges of the paper are left out. */
final class InkRegions {
    /** Larger pictures are reduced before ink is looked for: a digit is still much larger there than in MNIST. */
    private static final int WORKING_SIDE = 1000;

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

    /** Width to height: single digits are seldom wider. */
    private static final double WIDE = 1.4;

    private final Plane plane;
    private final Regions all;
    private final List<Region> kept;

    private InkRegions(Plane plane, Regions all, List<Region> kept) {
        this.plane = plane;
        this.all = all;
        this.kept = kept;
    }

    static InkRegions of(Picture picture) {
        Ink ink = Ink.of(picture.reducedTo(WORKING_SIDE));
        if (ink == null) {
            return new InkRegions(null, null, List.of());
        }
        Plane plane = ink.amounts();
        Regions all = Regions.of(plane, EDGE * ink.threshold(), ink.threshold());
        List<Region> inside = all.list().stream()
                .filter(region -> region.onBorder() < ALONG_EDGE * 2 * (plane.rows() + plane.columns()))
                .toList();
        List<Region> found = inside.isEmpty() ? all.list() : inside;
        Region largest =
                found.stream().max(Comparator.comparingInt(Region::pixels)).orElse(null);
        if (largest == null || Math.max(largest.box().height(), largest.box().width()) < SMALLEST) {
            return new InkRegions(plane, all, List.of());
        }
        List<Region> kept = found.stream()
                .filter(region -> region.pixels() >= SPECK * largest.pixels())
                .filter(region -> region.meanInk() >= FAINT * largest.meanInk())
                .toList();
        return new InkRegions(plane, all, kept);
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Regions that would touch had the pen the width that MNIST's have: the pieces of a broken hairline. */
    private List<List<Region>> strokes() {
        Box box = DigitRow.boxOf(kept);
        Plane ink = cut(kept);
        double radius = PenStrokes.missing(ink, box.height());
        if (radius == 0) {
            return kept.stream().map(List::of).toList();
        }
        Plane wide = DistanceField.of(ink, amount -> amount > 0);
        for (int i = 0; i < wide.values().length; i++) {
            wide.values()[i] = wide.values()[i] <= radius ? 1 : 0;
        }
        Regions joined = Regions.of(wide, 0, 0);
        Map<Region, Integer> strokes = new HashMap<>();
        for (int row = 0; row < box.height(); row++) {
            for (int column = 0; column < box.width(); column++) {
                if (ink.at(row, column) > 0) {
                    Region piece = all.at(box.top() + row, box.left() + column);
                    strokes.put(piece, joined.at(row, column).number());
                }
            }
        }
        return List.copyOf(
                kept.stream().collect(Collectors.groupingBy(strokes::get)).values());
    }

    /** All ink as one digit, cut out of the picture. */
    Plane whole() {
        return cut(kept);
    }

    /** The digits of a row, each cut out of the picture, from left to right. */
    List<Plane> row() {
        List<List<Region>> groups = DigitRow.groups(strokes());
        int height = DigitRow.height(groups);
        return groups.stream()
                .flatMap(group -> TouchingDigits.apart(cut(group), height).stream())
                .toList();
    }

    /** Whether these digits of a row look like several; one that might be cut in two does only where it is wide. */
    boolean seemMany(List<Plane> row) {
        Box box = DigitRow.boxOf(kept);
        return row.size() > 1 && (DigitRow.groups(strokes()).size() > 1 || box.width() > WIDE * box.height());
    }

    /** As large as its ink. */
    private Plane cut(List<Region> digit) {
        Set<Region> regions = new HashSet<>(digit);
        return plane.part(DigitRow.boxOf(digit), (row, column) -> regions.contains(all.at(row, column)));
    }
}
