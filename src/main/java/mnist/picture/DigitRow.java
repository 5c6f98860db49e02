package mnist.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.picture.Regions.Region;

/**
 * Tells the digits of a row apart: regions that lie above each other are one digit, a region too wide for one digit is
 * several that touch, and is cut where least ink is.
 */
final class DigitRow {
    /** Of the narrower region's columns: then both belong to one digit, as the bar of a 5 and its belly do. */
    private static final double SHARED = 0.5;

    /** Of the row's height: dots and dashes are no digits. */
    private static final double LOWEST = 0.4;

    /** Width to height of the widest digits. */
    private static final double WIDEST = 1.25;

    /** Width to height of digits that touch, on average. */
    private static final double USUAL = 0.75;

    /** Of a digit's width: so far from where a cut is expected it is looked for. */
    private static final double LEEWAY = 0.3;

    /** Regions, and of their columns those from {@code left} to before {@code right}. */
    record Digit(List<Region> regions, int left, int right) {
        static Digit of(List<Region> regions) {
            Box box = boxOf(regions);
            return new Digit(regions, box.left(), box.right());
        }
    }

    private DigitRow() {}

    /**
     * From left to right.
     *
     * @param inkOfColumn how much of a digit's ink is in a column of the picture
     */
    static List<Digit> of(List<Region> regions, InkOfColumn inkOfColumn) {
        List<List<Region>> groups = groups(regions);
        int height =
                groups.stream().mapToInt(group -> boxOf(group).height()).max().orElseThrow();
        List<Digit> digits = new ArrayList<>();
        for (List<Region> group : groups) {
            if (boxOf(group).height() >= LOWEST * height) {
                addDigits(digits, Digit.of(group), height, inkOfColumn);
            }
        }
        return digits;
    }

    /** Looks at one column of a digit. */
    @FunctionalInterface
    interface InkOfColumn {
        double in(Digit digit, int column);
    }

    private static List<List<Region>> groups(List<Region> regions) {
        List<List<Region>> groups = new ArrayList<>();
        List<Region> fromLeft = new ArrayList<>(regions);
        fromLeft.sort(Comparator.comparingInt(region -> region.box().left()));
        for (Region region : fromLeft) {
            List<Region> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && overlap(boxOf(last), region.box())) {
                last.add(region);
            } else {
                groups.add(new ArrayList<>(List.of(region)));
            }
        }
        return groups;
    }

    private static boolean overlap(Box a, Box b) {
        return a.sharedColumns(b) >= SHARED * Math.min(a.width(), b.width());
    }

    private static Box boxOf(List<Region> regions) {
        return regions.stream().map(Region::box).reduce(Box::with).orElseThrow();
    }

    private static void addDigits(List<Digit> digits, Digit whole, int height, InkOfColumn inkOfColumn) {
        int width = whole.right() - whole.left();
        int count = width > WIDEST * height ? (int) Math.max(2, Math.round(width / (USUAL * height))) : 1;
        int left = whole.left();
        for (int i = 1; i <= count; i++) {
            int right = i == count ? whole.right() : cut(whole, (double) i / count, width / count, inkOfColumn);
            digits.add(new Digit(whole.regions(), left, right));
            left = right;
        }
    }

    /** The column with the least ink near a place. */
    private static int cut(Digit whole, double place, int digitWidth, InkOfColumn inkOfColumn) {
        int expected = whole.left() + (int) Math.round(place * (whole.right() - whole.left()));
        int leeway = (int) (LEEWAY * digitWidth);
        int best = expected;
        for (int column = expected - leeway; column <= expected + leeway; column++) {
            if (inkOfColumn.in(whole, column) < inkOfColumn.in(whole, best)) {
                best = column;
            }
        }
        return best;
    }
}
