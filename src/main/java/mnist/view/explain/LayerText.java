package mnist.view.explain;

import java.util.ArrayList;
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
        String functions = spec.activation() + ": a = " + Formulas.activation(spec.activation(), name);
        document.subheading(widths(number) + functions);
        if (spec.fanIn(number) < spec.width(number - 1)) {
            int window = spec.connections().receptiveField();
            document.line("each unit is connected to one window of %s x %s pixels only", window, window);
        }
        document.add(PixelGrid.ofUnits("a of layer " + number + "'s units", a));
        int highest = Ranking.largest(z, 1)[0];
        int lowest = Ranking.largest(
                IntStream.range(0, z.length).mapToDouble(i -> -z[i]).toArray(), 1)[0];
        long above = IntStream.range(0, z.length).filter(i -> z[i] > 0).count();
        document.line(
                "z from %s (unit %s) to %s (unit %s), above 0 in %s of %s units",
                z[lowest], lowest, z[highest], highest, above, z.length);
        document.paragraph("strongest units (terms above 0 + terms below 0 + bias = z), and the lowest:");
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

    private String widths(int number) {
        return "layer " + number + ": " + spec.width(number - 1) + " -> " + spec.width(number) + ", ";
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
        Table table = new Table("unit", "above 0", "below 0", "bias", "z", "a").charting("a");
        for (int j : units) {
            WeightedSums sums = WeightedSums.of(t.x[0].length, in -> t.x[0][in] * layer.w[in][j]);
            table.row(j, sums.plus, sums.minus, layer.b[j], t.z[0][j], t.a[0][j]);
        }
        return table;
    }

    private void normalization(int number, Iterable<Integer> units) {
        ReferenceLayer layer = explanation.layer(number);
        LayerTrace t = explanation.trace(number);
        boolean batch = spec.normalization() == Normalization.BATCH;
        document.paragraph((batch ? "batch normalization by its running statistics" : "layer normalization")
                + ": h = gamma (z - m) / d + beta");
        Table table = new Table("unit", "z", "m", "d", "gamma", "beta", "h");
        for (int j : units) {
            double deviation = t.deviation[batch ? j : 0];
            double mean = t.z[0][j] - t.normalized[0][j] * deviation;
            table.row(j, t.z[0][j], mean, deviation, layer.gamma[j], layer.beta[j], t.beforeActivation[0][j]);
        }
        document.add(table);
    }

    private void shortcut(int number, Iterable<Integer> units) {
        LayerTrace t = explanation.trace(number);
        document.paragraph("residual: what the layer passes on is y = a + what it was given");
        Table table = new Table("unit", "a", "given", "y");
        for (int j : units) {
            table.row(j, t.a[0][j], t.y[0][j] - t.a[0][j], t.y[0][j]);
        }
        document.add(table);
    }

    void forwardOutput() {
        int number = spec.layers();
        document.subheading(widths(number) + spec.output() + ": " + Formulas.output(spec.output()));
        document.add(sums(number, IntStream.range(0, spec.outputs()).boxed().toList()));
    }

    // ---- backward ----

    void backward(int number) {
        if (number == spec.layers()) {
            document.subheading("layer " + number + ": dC/dz is shown above");
            return;
        }
        double[] dz = explanation.trace(number).dz[0];
        boolean normalized = spec.normalizedAt(number);
        long reached = IntStream.range(0, dz.length).filter(j -> dz[j] != 0).count();
        document.subheading(
                "layer " + number + ": blame reaches " + reached + " of " + dz.length + " units; the most blamed:");
        document.add(PixelGrid.ofUnits("dC/dz of layer " + number + "'s units", dz));
        document.line("dC/da = its weights upward * dC/dz there, dC/d%1$s = dC/da * f'(%1$s)", normalized ? "h" : "z");
        boolean shortcut = spec.residualAt(number + 1);
        List<String> headings = new ArrayList<>(List.of("unit", "above 0", "below 0"));
        headings.addAll(shortcut ? List.of("shortcut") : List.of());
        headings.addAll(List.of("dC/da", "f'"));
        headings.addAll(normalized ? List.of("dC/dh", "dC/dz") : List.of("dC/dz"));
        Table table = new Table(headings.toArray(String[]::new)).charting("dC/dz");
        for (int j : strongest(number, Ranking.farthest(dz, UNITS_SHOWN), j -> Math.abs(dz[j]))) {
            table.row(gradients(number, j, shortcut));
        }
        document.add(table);
        if (normalized) {
            document.paragraph(
                    spec.normalization() == Normalization.BATCH
                            ? "dC/dz = dC/dh * gamma / d"
                            : "dC/dz: layer normalization spreads dC/dh over all units of the layer");
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
