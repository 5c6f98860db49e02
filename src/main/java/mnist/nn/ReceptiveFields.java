package mnist.nn;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidSetting;
import mnist.linalg.WeightRuns;
import org.ejml.data.FMatrixRMaj;

/**
 * Local receptive fields (LeCun et al. 1989), without shared weights: each unit of a layer is connected to one square window
 * of the layer below, which for the first is the image; its other weights do not exist, which in a matrix means that they
 * are 0 and stay so.
 *
 * <p>Where the windows lie follows from the sizes alone. On an image they may be evenly spread over the places that it has
 * for them, by the additive recurrence of the plastic number (Roberts 2018, R2). Or they lie on a grid, as many units at each
 * of its places; then the places are the image that the next layer's windows look at. Units are numbered in the order in
 * which their windows would be read, row by row.
 */
public final class ReceptiveFields {
    private static final double PLASTIC_NUMBER = 1.324717957244746;
    private static final String SETTING = "receptiveField";

    /**
     * Windows at the places of a grid.
     *
     * @param window places of the layer below, pixels for the first, along each side of a window
     * @param stride from each window to the next, in both directions; what is left over at the end of a row is not seen
     */
    public record Grid(int window, int stride) {
        /** How many windows find room side by side. */
        private int places(int side) {
            return (side - window) / stride + 1;
        }

        @Override
        public String toString() {
            return window + "/" + stride;
        }
    }

    /**
     * What the units of a network's layers see.
     *
     * @param spread pixels along each side of the windows of the first hidden layer, where they are spread over the image;
     *     else 0
     * @param grids of the first hidden layers, one after the other, where their windows lie on grids; else empty
     */
    public record Plan(int spread, List<Grid> grids) {
        /** Every unit sees the whole layer below. */
        public static final Plan WHOLE = new Plan(0, List.of());

        private static final Pattern GRIDS =
                Pattern.compile("[1-9][0-9]{0,4}/[1-9][0-9]{0,4}(,[1-9][0-9]{0,4}/[1-9][0-9]{0,4})*");

        public Plan {
            grids = List.copyOf(grids);
        }

        /**
         * Reads "9" for windows of 9 x 9 spread over the image, "7/2,5/2" for windows of 7 x 7 at every second pixel and, in
         * the second layer, of 5 x 5 at every second place of the first; "0" for none.
         *
         * @throws InvalidSetting if it is none of these
         */
        public static Plan parse(String text) {
            String plain = text.replace(" ", "");
            if (plain.matches("-?[0-9]{1,9}")) {
                return new Plan(Integer.parseInt(plain), List.of());
            }
            InvalidSetting.require(
                    GRIDS.matcher(plain).matches(),
                    SETTING,
                    "must be pixels like 9, or window/stride for each of the first hidden layers like 7/2,5/2, or 0 for"
                            + " none; not '" + text + "'");
            return new Plan(
                    0,
                    Stream.of(plain.split(",", -1))
                            .map(grid -> grid.split("/", -1))
                            .map(grid -> new Grid(Integer.parseInt(grid[0]), Integer.parseInt(grid[1])))
                            .toList());
        }

        public boolean isWhole() {
            return spread == 0 && grids.isEmpty();
        }

        /** As {@link #parse} reads it. */
        @Override
        public String toString() {
            return grids.isEmpty()
                    ? String.valueOf(spread)
                    : grids.stream().map(Grid::toString).collect(Collectors.joining(","));
        }

        /** As settings have it: a number where that says all, else the text. */
        public Object setting() {
            return grids.isEmpty() ? (Object) spread : toString();
        }

        /** The plan of a {@link #setting}. @throws InvalidSetting if it is none */
        public static Plan of(Object setting) {
            return parse(setting.toString());
        }

        /** Windows for the hidden layers, in words: "9 x 9", or of grids "7 x 7 / 2, 5 x 5 / 2". */
        public String sizes() {
            return grids.isEmpty()
                    ? spread + " x " + spread
                    : grids.stream()
                            .map(grid -> grid.window() + " x " + grid.window() + " / " + grid.stride())
                            .collect(Collectors.joining(", "));
        }

        /** @throws InvalidSetting if a network of these widths has no room for it */
        void require(int inputs, List<Integer> hidden) {
            if (isWhole()) {
                return;
            }
            InvalidSetting.require(
                    !hidden.isEmpty(),
                    SETTING,
                    "is of the units of the first hidden layer, and there is none: give hidden layers");
            int side = side(inputs);
            InvalidSetting.require(
                    side * side == inputs, SETTING, "needs square images, not " + inputs + " pixels; leave it out");
            InvalidSetting.require(
                    grids.size() <= hidden.size(),
                    SETTING,
                    this + ": has windows for " + grids.size() + " hidden layers, and there are " + hidden.size()
                            + ": give as many or fewer");
            if (grids.isEmpty()) {
                InvalidSetting.require(
                        spread >= 1 && spread <= side,
                        SETTING,
                        "must be from 1 to " + side + " pixels, the side of an image, or 0 for all of it; not "
                                + spread);
            }
            for (int i = 0; i < grids.size(); i++) {
                side = requireGrid(grids.get(i), side, i + 1, hidden.get(i));
            }
        }

        /** Returns the places along each side of the layer. */
        private static int requireGrid(Grid grid, int side, int layer, int units) {
            InvalidSetting.require(
                    grid.window() <= side,
                    SETTING,
                    grid + ": a window of layer " + layer + " must be from 1 to " + side
                            + ", the places along a side of what it sees");
            InvalidSetting.require(
                    grid.stride() <= grid.window(),
                    SETTING,
                    grid + ": leaves gaps between the windows of layer " + layer + ": give a stride from 1 to "
                            + grid.window());
            int places = grid.places(side);
            int all = places * places;
            InvalidSetting.require(
                    units % all == 0,
                    SETTING,
                    String.format(
                            Locale.ROOT,
                            "%s: gives layer %d windows at %d x %d places; its width must be a multiple of %d, for example"
                                    + " %d, not %d",
                            grid,
                            layer,
                            places,
                            places,
                            all,
                            Math.max(1, (units + all / 2) / all) * all,
                            units));
            return places;
        }

        /** The windows of layer {@code layer} (from 1) of a network; null where each unit sees the whole layer below. */
        ReceptiveFields at(int layer, int inputs, List<Integer> hidden) {
            int side = side(inputs);
            if (spread != 0 && layer == 1) {
                return ReceptiveFields.spread(side, spread, hidden.get(0));
            }
            if (layer > grids.size()) {
                return null;
            }
            for (Grid below : grids.subList(0, layer - 1)) {
                side = below.places(side);
            }
            int depth = layer == 1 ? 1 : hidden.get(layer - 2) / (side * side);
            return grid(side, depth, grids.get(layer - 1), hidden.get(layer - 1));
        }

        private static int side(int inputs) {
            return (int) Math.round(Math.sqrt(inputs));
        }
    }

    private final int side;

    /** Values of the layer below at each of its places: 1 for an image. */
    private final int depth;

    private final int window;

    /** Distance of neighbouring places. */
    private final int stride;

    /** Places for a window along each side of the layer below. */
    private final int places;

    /** Units at each place of a grid; 0 where windows are spread. */
    private final int each;

    /** Place of each unit's window, row by row, in rising order. */
    private final int[] placeOf;

    private final WeightRuns weightRuns;

    /**
     * Windows spread over an image.
     *
     * @param side pixels along each side of the image
     * @param window pixels along each side of a unit's window, from 1 to side
     * @param units of the layer
     */
    static ReceptiveFields spread(int side, int window, int units) {
        int places = side - window + 1;
        int[] placeOf = IntStream.range(0, units)
                .map(point -> place(point, places, PLASTIC_NUMBER) * places
                        + place(point, places, PLASTIC_NUMBER * PLASTIC_NUMBER))
                .sorted()
                .toArray();
        return new ReceptiveFields(side, 1, window, 1, 0, placeOf);
    }

    /**
     * Windows on a grid, as many units at each of its places.
     *
     * @param side places along each side of the layer below
     * @param depth units at each place of the layer below, which lie side by side
     * @param units of the layer, a multiple of the number of windows
     */
    static ReceptiveFields grid(int side, int depth, Grid grid, int units) {
        int places = grid.places(side);
        int each = units / (places * places);
        return new ReceptiveFields(
                side,
                depth,
                grid.window(),
                grid.stride(),
                each,
                IntStream.range(0, units).map(unit -> unit / each).toArray());
    }

    private ReceptiveFields(int side, int depth, int window, int stride, int each, int[] placeOf) {
        this.side = side;
        this.depth = depth;
        this.window = window;
        this.stride = stride;
        this.each = each;
        this.placeOf = placeOf;
        places = (side - window) / stride + 1;
        int[][] ofPlace =
                IntStream.range(0, places * places).mapToObj(this::rowsOfWindow).toArray(int[][]::new);
        weightRuns = new WeightRuns(
                side * side * depth,
                IntStream.of(placeOf).mapToObj(place -> ofPlace[place]).toArray(int[][]::new));
    }

    /** In the layer's matrix. */
    private int[] rowsOfWindow(int place) {
        int first = (place / places * side + place % places) * stride;
        return IntStream.range(0, window)
                .flatMap(row -> IntStream.of(first + row * side, first + row * side + window))
                .map(at -> at * depth)
                .toArray();
    }

    private static int place(int point, int places, double divisor) {
        double along = 0.5 + point / divisor;
        return (int) ((along - Math.floor(along)) * places);
    }

    /** Uppermost row of a unit's window. */
    public int top(int unit) {
        return placeOf[unit] / places * stride;
    }

    /** Leftmost column of a unit's window. */
    public int left(int unit) {
        return placeOf[unit] % places * stride;
    }

    /** Values below that each unit is connected to: its weights, counted row by row of its window. */
    public int fanIn() {
        return window * window * depth;
    }

    /** Pixels along each side of a window. */
    public int window() {
        return window;
    }

    /** Whether a pixel (row by row, from 0) lies in a unit's window. */
    public boolean connects(int pixel, int unit) {
        int at = pixel / depth;
        return sees(at / side, top(unit)) && sees(at % side, left(unit));
    }

    private boolean sees(int at, int first) {
        return at >= first && at < first + window;
    }

    /** Where the connected weights are in a matrix of the layer's shape. */
    WeightRuns weightRuns() {
        return weightRuns;
    }

    boolean isGrid() {
        return each > 0;
    }

    /** Gives weights [from, to) of all windows on a grid the values that they have in the first. */
    void copyFirst(FMatrixRMaj w, int from, int to) {
        for (int weight = from; weight < to; weight++) {
            for (int place = 1; place < places * places; place++) {
                System.arraycopy(w.data, at(0, weight), w.data, at(place, weight), each);
            }
        }
    }

    /**
     * Gives weights [from, to) of all windows on a grid one gradient: the mean of theirs, times the square root of their
     * number. So what is chance in it stays as long as it is in the gradient of one window alone, and steps do not grow
     * when windows part.
     */
    public void tieGradient(FMatrixRMaj dw, int from, int to) {
        float share = 1f / places; // the root of places x places, divided by it
        for (int weight = from; weight < to; weight++) {
            int first = at(0, weight);
            for (int place = 1; place < places * places; place++) {
                int other = at(place, weight);
                for (int j = 0; j < each; j++) {
                    dw.data[first + j] += dw.data[other + j];
                }
            }
            for (int j = 0; j < each; j++) {
                dw.data[first + j] *= share;
            }
        }
        copyFirst(dw, from, to);
    }

    /** Where a weight of the units at a place begins in a matrix of the layer's shape. */
    private int at(int place, int weight) {
        int inWindow = weight / depth;
        int row = place / places * stride + inWindow / window;
        int column = place % places * stride + inWindow % window;
        return ((row * side + column) * depth + weight % depth) * placeOf.length + place * each;
    }
}
