package mnist.view.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mnist.EnumNames;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;

/** The numbers of an {@link Explanation} as JSON has them: every unit's, and the weights with the largest gradients. */
public record ExplanationNumbers(
        String network,
        int label,
        String labelIs,
        int prediction,
        double loss,
        double[] outputs,
        double[] targets,
        double[] lossShares,
        List<LayerNumbers> layers,
        GradientVector gradientVector,
        ChosenWeight weight,
        Explanation.Update update) {
    private static final int WEIGHTS_LISTED = 20;

    /** What a layer does not have is null: normalization, a residual branch, a gradient from above. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record LayerNumbers(
            int layer,
            double[] inputs,
            double[] bias,
            double[] z,
            List<Sum> sums,
            double[] normalized,
            double[] deviation,
            double[] gamma,
            double[] beta,
            double[] h,
            double[] a,
            double[] y,
            double[] da,
            double[] dz,
            double[] db,
            double gradientSquares,
            List<WeightNumbers> mostBlamed) {}

    /** A unit's z, term by term: bias + sum of x * w. Inputs that are 0, or not connected, are left out. */
    private record Sum(int unit, int[] in, double[] x, double[] w, double bias, double z) {}

    private record WeightNumbers(int layer, int out, int in, double w, double dw) {
        static WeightNumbers of(Explanation explanation, WeightAddress at) {
            return new WeightNumbers(at.layer(), at.out(), at.in(), explanation.value(at), explanation.gradient(at));
        }
    }

    private record ChosenWeight(
            @JsonUnwrapped WeightNumbers weight,
            double step,
            double lossAbove,
            double lossBelow,
            double finiteDifference,
            double relativeError,
            boolean crossesKink) {}

    public static ExplanationNumbers of(Explanation explanation) {
        Slope slope = explanation.slope();
        return new ExplanationNumbers(
                explanation.spec().widths(),
                explanation.label(),
                EnumNames.of(explanation.labelOrigin()),
                explanation.prediction(),
                explanation.loss(),
                explanation.outputs().a[0],
                explanation.targets(),
                IntStream.range(0, explanation.spec().outputs())
                        .mapToDouble(explanation::lossOf)
                        .toArray(),
                IntStream.rangeClosed(1, explanation.spec().layers())
                        .mapToObj(number -> layer(explanation, number))
                        .toList(),
                explanation.gradientVector(),
                new ChosenWeight(
                        WeightNumbers.of(explanation, explanation.weight()),
                        slope.step(),
                        slope.above(),
                        slope.below(),
                        slope.slope(),
                        explanation.relativeError(),
                        slope.crossesKink()),
                explanation.update());
    }

    private static LayerNumbers layer(Explanation explanation, int number) {
        LayerTrace t = explanation.trace(number);
        ReferenceLayer parameters = explanation.layer(number);
        boolean normalized = t.normalized != null;
        return new LayerNumbers(
                number,
                t.x[0],
                parameters.b,
                t.z[0],
                sums(explanation, number),
                normalized ? t.normalized[0] : null,
                normalized ? t.deviation : null,
                normalized ? parameters.gamma : null,
                normalized ? parameters.beta : null,
                normalized ? t.beforeActivation[0] : null,
                t.a[0],
                explanation.spec().residualAt(number) ? t.y[0] : null,
                number < explanation.spec().layers() ? t.dy[0] : null,
                t.dz[0],
                t.d.b,
                explanation.gradientSquares(number),
                explanation.mostBlamed(number, WEIGHTS_LISTED).stream()
                        .map(at -> WeightNumbers.of(explanation, at))
                        .toList());
    }

    /** Of the strongest unit and of the chosen weight's. */
    private static List<Sum> sums(Explanation explanation, int number) {
        LayerTrace t = explanation.trace(number);
        ReferenceLayer layer = explanation.layer(number);
        int strongest = Ranking.farthest(t.a[0], 1)[0];
        WeightAddress weight = explanation.weight();
        return IntStream.of(strongest, weight.layer() == number ? weight.out() : strongest)
                .distinct()
                .mapToObj(unit -> sum(t.x[0], layer, unit, t.z[0][unit]))
                .toList();
    }

    private static Sum sum(double[] x, ReferenceLayer layer, int unit, double z) {
        int[] in = IntStream.range(0, x.length)
                .filter(i -> x[i] != 0 && layer.w[i][unit] != 0)
                .toArray();
        return new Sum(
                unit,
                in,
                Arrays.stream(in).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(in).mapToDouble(i -> layer.w[i][unit]).toArray(),
                layer.b[unit],
                z);
    }
}
