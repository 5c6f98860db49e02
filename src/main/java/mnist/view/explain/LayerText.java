package mnist.view.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.reference.ReferenceNetwork.LayerTrace;
import mnist.nn.reference.ReferenceNetwork.ReferenceLayer;
import mnist.view.document.Digits;
import mnist.view.document.Document;
import mnist.view.document.PixelGrid;
import mnist.view.document.Subheading;
import mnist.view.document.Sums;
import mnist.view.document.Table;

/** One layer of an {@link Explanation}: its strongest units on the way forward, its most blamed on the way back. */
final class LayerText {
    private static final int UNITS_SHOWN = 5;

    private final Explanation explanation;
    private final NetworkSpec spec;
    private final Document document;

    LayerText(Explanation explanation, Document document) {
        this.explanation = explanation;
        this.document = document;
        spec = explanation.spec();
    }

    // ---- forward ----

    void forward(int number) {
        LayerTrace t = explanation.trace(number);
        double[] z = t.z[0];
        double[] a = t.a[0];
        double[] sum = t.beforeActivation[0];
        String name = spec.normalizedAt(number) ? "h" : "z";
        String functions = spec.activation().label() + ": a = " + Formulas.activation(spec.activation(), name);
        document.add(new Subheading("", widths(number) + functions));
        if (spec.fanIn(number) < spec.width(number - 1)) {
            document.paragraph(String.format(
                    "each unit is connected to one window of %1$d x %1$d pixels only",
                    spec.connections().receptiveField()));
        }
        document.add(PixelGrid.ofUnits("a of layer " + number + "'s units", a));
        int highest = Ranking.largest(z, 1)[0];
        int lowest = Ranking.largest(
                IntStream.range(0, z.length).mapToDouble(i -> -z[i]).toArray(), 1)[0];
        document.paragraph(String.format(
                "z from %s (unit %d) to %s (unit %d), above 0 in %d of %d units",
                Digits.of(z[lowest]),
                lowest,
                Digits.of(z[highest]),
                highest,
                IntStream.range(0, z.length).filter(i -> z[i] > 0).count(),
                z.length));
        document.paragraph("strongest units (terms above 0 + terms below 0 + bias = z), and the lowest:");
        List<Integer> units = forwardUnits(number, a, highest, lowest);
        Table table = new Table("unit", "above 0", "below 0", "bias", "z", "a").charting("a");
        for (int j : units) {
            table.row(unitRow(number, j, Digits.of(spec.normalizedAt(number) ? z[j] : sum[j]), Digits.of(a[j])));
        }
        document.add(table);
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

    private List<Integer> forwardUnits(int number, double[] a, int highest, int lowest) {
        TreeSet<Integer> units = new TreeSet<>(
                Comparator.comparingDouble((Integer j) -> -a[j]).thenComparing(Comparator.naturalOrder()));
        for (int j : Ranking.farthest(a, UNITS_SHOWN)) {
            units.add(j);
        }
        units.add(highest);
        units.add(lowest);
        units.addAll(chosenUnits(number));
        return new ArrayList<>(units);
    }

    /** The units of this layer that the chosen weight joins. */
    private List<Integer> chosenUnits(int number) {
        WeightAddress weight = explanation.weight();
        if (weight.layer() == number) {
            return List.of(weight.out());
        }
        return weight.layer() == number + 1 ? List.of(weight.in()) : List.of();
    }

    private String[] unitRow(int number, int j, String z, String a) {
        ReferenceLayer layer = explanation.layer(number);
        Sums sums = Sums.ofColumn(explanation.trace(number).x[0], layer.w, j);
        return new String[] {
            String.valueOf(j), Digits.of(sums.plus()), Digits.of(sums.minus()), Digits.of(layer.b[j]), z, a
        };
    }

    private void normalization(int number, List<Integer> units) {
        ReferenceLayer layer = explanation.layer(number);
        LayerTrace t = explanation.trace(number);
        boolean batch = spec.normalization() == Normalization.BATCH;
        document.paragraph((batch ? "batch normalization by its running statistics" : "layer normalization")
                + ": h = gamma (z - m) / d + beta");
        Table table = new Table("unit", "z", "m", "d", "gamma", "beta", "h");
        for (int j : units) {
            double deviation = t.deviation[batch ? j : 0];
            table.row(
                    String.valueOf(j),
                    Digits.of(t.z[0][j]),
                    Digits.of(t.z[0][j] - t.normalized[0][j] * deviation),
                    Digits.of(deviation),
                    Digits.of(layer.gamma[j]),
                    Digits.of(layer.beta[j]),
                    Digits.of(t.beforeActivation[0][j]));
        }
        document.add(table);
    }

    private void shortcut(int number, List<Integer> units) {
        LayerTrace t = explanation.trace(number);
        document.paragraph("residual: what the layer passes on is y = a + what it was given");
        Table table = new Table("unit", "a", "given", "y");
        for (int j : units) {
            table.row(String.valueOf(j), Digits.of(t.a[0][j]), Digits.of(t.y[0][j] - t.a[0][j]), Digits.of(t.y[0][j]));
        }
        document.add(table);
    }

    void forwardOutput() {
        int number = spec.layers();
        LayerTrace t = explanation.outputs();
        document.add(
                new Subheading("", widths(number) + spec.output().label() + ": " + Formulas.output(spec.output())));
        Table table = new Table("unit", "above 0", "below 0", "bias", "z", "a").charting("a");
        for (int j = 0; j < spec.outputs(); j++) {
            table.row(unitRow(number, j, Digits.of(t.z[0][j]), Digits.of(t.a[0][j])));
        }
        document.add(table);
    }

    // ---- backward ----

    void backward(int number) {
        if (number == spec.layers()) {
            document.add(new Subheading("", "layer " + number + ": dC/dz stands above"));
            return;
        }
        LayerTrace t = explanation.trace(number);
        boolean normalized = spec.normalizedAt(number);
        long blamed =
                IntStream.range(0, t.dz[0].length).filter(j -> t.dz[0][j] != 0).count();
        document.add(new Subheading(
                "",
                String.format(
                        "layer %d: blame reaches %d of %d units; the most blamed:",
                        number, blamed, spec.width(number))));
        document.add(PixelGrid.ofUnits("dC/dz of layer " + number + "'s units", t.dz[0]));
        document.paragraph("dC/da = its weights upward * dC/dz there, dC/d" + (normalized ? "h" : "z")
                + " = dC/da * f'(" + (normalized ? "h)" : "z)"));
        boolean shortcut = spec.residualAt(number + 1);
        List<String> headings = new ArrayList<>(List.of("unit", "above 0", "below 0"));
        headings.addAll(shortcut ? List.of("shortcut") : List.of());
        headings.addAll(List.of("dC/da", "f'"));
        headings.addAll(normalized ? List.of("dC/dh", "dC/dz") : List.of("dC/dz"));
        Table table = new Table(headings.toArray(String[]::new)).charting("dC/dz");
        TreeSet<Integer> units = new TreeSet<>(Comparator.comparingDouble((Integer j) -> -Math.abs(t.dz[0][j]))
                .thenComparing(Comparator.naturalOrder()));
        for (int j : Ranking.farthest(t.dz[0], UNITS_SHOWN)) {
            units.add(j);
        }
        units.addAll(chosenUnits(number));
        for (int j : units) {
            table.row(blameRow(number, j, shortcut));
        }
        document.add(table);
        if (normalized) {
            document.paragraph(
                    spec.normalization() == Normalization.BATCH
                            ? "dC/dz = dC/dh * gamma / d"
                            : "dC/dz: layer normalization spreads dC/dh over all units of the layer");
        }
    }

    private String[] blameRow(int number, int j, boolean shortcut) {
        LayerTrace t = explanation.trace(number);
        Sums sums = Sums.ofRow(explanation.layer(number + 1).w, j, explanation.trace(number + 1).dz[0]);
        double slope = spec.activation().derivative(t.beforeActivation[0][j]);
        List<String> row = new ArrayList<>(List.of(String.valueOf(j), Digits.of(sums.plus()), Digits.of(sums.minus())));
        if (shortcut) {
            row.add(Digits.of(t.dy[0][j] - sums.plus() - sums.minus()));
        }
        row.add(Digits.of(t.dy[0][j]));
        row.add(Digits.of(slope));
        if (spec.normalizedAt(number)) {
            row.add(Digits.of(t.dy[0][j] * slope));
        }
        row.add(Digits.of(t.dz[0][j]));
        return row.toArray(String[]::new);
    }
}
