package mnist.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.picture.Regions.Region;

/**
 * Tells the digits of a row apart: regions that lie above each other are one digit, and small ones belong to the digit
 * beside them.
 */
final class DigitRow {
    /** Of the narrower region's columns: then both belong to one digit, as the bar of a 5 and its belly do. */
    private static final double SHARED = 0.5;

    /** Of the row's height: what is lower is no digit, but a piece of one, or a dot or a dash. */
    private static final double LOWEST = 0.4;

    /** Of the row's height: the gap in a broken stroke is no wider. */
    private static final double GAP = 0.08;

    private DigitRow() {}

    /**
     * The regions of every digit, or of several that touch, from left to right.
     *
     * @param strokes regions that belong together already
     */
    static List<List<Region>> groups(List<List<Region>> strokes) {
        List<List<Region>> groups = overlapping(strokes);
        int tallest =
                groups.stream().mapToInt(group -> boxOf(group).height()).max().orElseThrow();
        joinPieces(groups, tallest);
        groups.removeIf(group -> isLow(group, tallest));
        return groups;
    }

    /** The median of the groups' heights. */
    static int height(List<List<Region>> groups) {
        int[] heights = groups.stream()
                .mapToInt(group -> boxOf(group).height())
                .sorted()
                .toArray();
        return heights[heights.length / 2];
    }

    static Box boxOf(List<Region> regions) {
        return regions.stream().map(Region::box).reduce(Box::with).orElseThrow();
    }

    private static List<List<Region>> overlapping(List<List<Region>> strokes) {
        List<List<Region>> groups = new ArrayList<>();
        List<List<Region>> fromLeft = new ArrayList<>(strokes);
        fromLeft.sort(Comparator.comparingInt(stroke -> boxOf(stroke).left()));
        for (List<Region> stroke : fromLeft) {
            List<Region> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && overlap(boxOf(last), boxOf(stroke))) {
                last.addAll(stroke);
            } else {
                groups.add(new ArrayList<>(stroke));
            }
        }
        return groups;
    }

    private static boolean overlap(Box a, Box b) {
        return a.sharedColumns(b) >= SHARED * Math.min(a.width(), b.width());
    }

    /** Neighbours one of which is low become one, the closest first. */
    private static void joinPieces(List<List<Region>> groups, int tallest) {
        int closest = closestPieces(groups, tallest);
        while (closest >= 0) {
            groups.get(closest).addAll(groups.remove(closest + 1));
            closest = closestPieces(groups, tallest);
        }
    }

    /** Number of the left one of the two, -1 if all gaps are too wide. */
    private static int closestPieces(List<List<Region>> groups, int tallest) {
        int closest = -1;
        double narrowest = GAP * tallest;
        for (int i = 0; i + 1 < groups.size(); i++) {
            int gap = boxOf(groups.get(i + 1)).left() - boxOf(groups.get(i)).right();
            boolean piece = isLow(groups.get(i), tallest) || isLow(groups.get(i + 1), tallest);
            if (piece && gap <= narrowest) {
                closest = i;
                narrowest = gap;
            }
        }
        return closest;
    }

    private static boolean isLow(List<Region> group, int tallest) {
        return boxOf(group).height() < LOWEST * tallest;
    }
}
