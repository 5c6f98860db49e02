package mnist.view.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.view.document.Document;
import mnist.view.document.PixelGrid;
import mnist.view.document.Table;

/** One layer of an {@link Explanation}: its strongest units on the way forward, its most blamed on the way back. */
record LayerText(Explanation explanation, NetworkSpec spec, Document document) {
    private static final int UNITS_SHOWN = 5;

    /**
     * A sum of products, its terms above and below 0 apart.
     *
     * @param plus sum of the terms above 0
     * @param minus sum of the terms below 0
     */
    private record WeightedSums(double plus, double minus) {
        static WeightedSums of(int count, IntToDoubleFunction term) {
            double plus = 0;
            double minus = 0;
            for (int i = 0; i < count; i++) {
                plus += Math.max(0, term.applyAsDouble(i));
                minus += Math.min(0, term.applyAsDouble(i));
            }
            return new WeightedSums(plus, minus);
        }
    }

    // ---- forward ----

    void forward(int number) {
        LayerTrace t = explanation.trace(number);
        double[] z = t.z[0];
        double[] a = t.a[0];
        String name = spec.normalizedAt(number) ? "h" : "z";
        forwardHeading(number, spec.activation(), Formulas.activation(spec.activation(), name, document.messages()));
        if (spec.fanIn(number) < spec.width(number - 1)) {
            int window = spec.receptiveFieldsAt(number).window();
            document.paragraph(number == 1 ? "window" : "window_of_places", window, window);
        }
        document.add(PixelGrid.ofUnits(document.text("units_a", number), a));
        int highest = Ranking.largest(z, 1)[0];
        int lowest = Ranking.largest(
                IntStream.range(0, z.length).mapToDouble(i -> -z[i]).toArray(), 1)[0];
        long above = IntStream.range(0, z.length).filter(i -> z[i] > 0).count();
        document.paragraph("z_range", z[lowest], lowest, z[highest], highest, above, z.length);
        document.paragraph("strongest");
        TreeSet<Integer> units = strongest(number, Ranking.farthest(a, UNITS_SHOWN), j -> a[j]);
        units.add(highest);
        units.add(lowest);
        document.add(sums(number, units));
        if (spec.normalizedAt(number)) {
            normalization(number, units);
        }
        if (spec.residualAt(number)) {
            shortcut(number, units);
        }
    }

    private void forwardHeading(int number, Object function, String formula) {
        int in = spec.width(number - 1);
        int out = spec.width(number);
        document.subheading("layer_forward", number, in, out, function, formula);
        document.paragraph("shapes_forward", in, out);
        if (number == 1) {
            document.paragraph("columns_of_w");
        }
    }

    /** These units and those of the layer that the chosen weight joins, the largest first; of equals the first. */
    private TreeSet<Integer> strongest(int number, int[] shown, IntToDoubleFunction size) {
        TreeSet<Integer> units = new TreeSet<>(Comparator.comparingDouble((Integer j) -> -size.applyAsDouble(j))
                .thenComparing(Comparator.naturalOrder()));
        for (int j : shown) {
            units.add(j);
        }
        WeightAddress weight = explanation.weight();
        if (weight.layer() == number) {
            units.add(weight.out());
        } else if (weight.layer() == number + 1) {
            units.add(weight.in());
        }
        return units;
    }

    /** How each unit's z comes about. */
    private Table sums(int number, Iterable<Integer> units) {
        LayerTrace t = explanation.trace(number);
        ReferenceLayer layer = explanation.layer(number);
        Table table = table("unit", "above_0", "below_0", "bias").and("z", "a");
        boolean neverBelow0 = Arrays.stream(t.a[0]).allMatch(a -> a >= 0);
        if (neverBelow0) {
            table.chartingSizes("a");
        } else {
            table.charting("a");
        }
        for (int j : units) {
            WeightedSums sums = WeightedSums.of(t.x[0].length, in -> t.x[0][in] * layer.w[in][j]);
            table.row(j, sums.plus, sums.minus, layer.b[j], t.z[0][j], t.a[0][j]);
        }
        return table;
    }

    private Table table(String... keys) {
        return new Table(Arrays.stream(keys).map(key -> document.text(key)).toArray(String[]::new));
    }

    private void normalization(int number, Iterable<Integer> units) {
        ReferenceLayer layer = explanation.layer(number);
        LayerTrace t = explanation.trace(number);
        boolean batch = spec.normalization() == Normalization.BATCH;
        document.paragraph(batch ? "batch_normalization" : "layer_normalization");
        Table table = table("unit").and("z", "m", "d", "gamma", "beta", "h");
        for (int j : units) {
            double deviation = t.deviation[batch ? j : 0];
            double mean = t.z[0][j] - t.normalized[0][j] * deviation;
            table.row(j, t.z[0][j], mean, deviation, layer.gamma[j], layer.beta[j], t.beforeActivation[0][j]);
        }
        document.add(table);
    }

    private void shortcut(int number, Iterable<Integer> units) {
        LayerTrace t = explanation.trace(number);
        document.paragraph("shortcut_forward");
        Table table = table("unit").and("a", document.text("given"), "y");
        for (int j : units) {
            table.row(j, t.a[0][j], t.y[0][j] - t.a[0][j], t.y[0][j]);
        }
        document.add(table);
    }

    void forwardOutput() {
        int number = spec.layers();
        forwardHeading(number, spec.output(), Formulas.output(spec.output(), document.messages()));
        document.add(PixelGrid.ofUnits(document.text("units_a", number), explanation.outputs().a[0]));
        document.add(sums(number, IntStream.range(0, spec.outputs()).boxed().toList()));
    }

    // ---- backward ----

    void backward(int number) {
        if (number == spec.layers()) {
            document.subheading("backward_output", number);
            document.add(PixelGrid.ofUnits(document.text("units_dz", number), explanation.outputs().dz[0]));
            return;
        }
        double[] dz = explanation.trace(number).dz[0];
        boolean normalized = spec.normalizedAt(number);
        long reached = IntStream.range(0, dz.length).filter(j -> dz[j] != 0).count();
        document.subheading("backward_layer", number, reached, dz.length);
        document.add(PixelGrid.ofUnits(document.text("units_dz", number), dz));
        document.paragraph("shapes_backward", spec.width(number + 1), spec.width(number), number + 1);
        if (number == spec.layers() - 1) {
            document.paragraph("why_transpose");
        }
        document.paragraph("sum_backward", number + 1, normalized ? "h" : "z");
        boolean shortcut = spec.residualAt(number + 1);
        Table table = table("unit", "above_0", "below_0")
                .and(shortcut ? new String[] {document.text("shortcut")} : new String[0])
                .and("dC/da", "f'")
                .and(normalized ? new String[] {"dC/dh", "dC/dz"} : new String[] {"dC/dz"})
                .charting("dC/dz");
        for (int j : strongest(number, Ranking.farthest(dz, UNITS_SHOWN), j -> Math.abs(dz[j]))) {
            table.row(gradients(number, j, shortcut));
        }
        document.add(table);
        if (normalized) {
            document.paragraph(spec.normalization() == Normalization.BATCH ? "dz_batch" : "dz_layer");
        }
    }

    private Object[] gradients(int number, int j, boolean shortcut) {
        LayerTrace t = explanation.trace(number);
        double[] above = explanation.trace(number + 1).dz[0];
        double[] w = explanation.layer(number + 1).w[j];
        WeightedSums sums = WeightedSums.of(above.length, out -> w[out] * above[out]);
        double da = t.dy[0][j];
        double slope = spec.activation().derivative(t.beforeActivation[0][j]);
        List<Object> row = new ArrayList<>(List.of(j, sums.plus, sums.minus));
        row.addAll(shortcut ? List.of(da - sums.plus - sums.minus) : List.of());
        row.addAll(List.of(da, slope));
        row.addAll(spec.normalizedAt(number) ? List.of(da * slope) : List.of());
        row.add(t.dz[0][j]);
        return row.toArray();
    }
}
