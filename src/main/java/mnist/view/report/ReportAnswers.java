package mnist.view.report;

import java.util.Base64;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Workspace;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.view.text.Mistakes;
import org.ejml.data.FMatrixRMaj;

/**
 * What a network makes of the test images, for the page.
 *
 * @param confusion [label][prediction] counts
 * @param mistakes those that it is surest of
 */
public record ReportAnswers(int[][] confusion, int errors, List<Mistake> mistakes) {
    private static final int MISTAKES_SHOWN = 60;
    private static final double DIGITS = 1e6;

    /** @param pixels the image's bytes as base64 */
    private record Mistake(int index, int label, int prediction, double[] probabilities, String pixels) {}

    public static ReportAnswers of(Network network, Dataset test, Backend backend) {
        Evaluation evaluation;
        try (Evaluator evaluator = new Evaluator(test, backend)) {
            evaluation = evaluator.evaluate(network);
        }
        Workspace workspace = new Workspace(network, backend, 1);
        FMatrixRMaj x = new FMatrixRMaj(1, test.pixels());
        byte[] pixels = new byte[test.pixels()];
        List<Mistake> mistakes = Mistakes.worst(evaluation, test, MISTAKES_SHOWN).stream()
                .map(index -> {
                    test.image(index, pixels);
                    Pixels.toFloats(pixels, 0, x.data, 0, pixels.length);
                    return new Mistake(
                            index,
                            test.label(index),
                            evaluation.predictions()[index],
                            rounded(workspace.forward(x, null)),
                            Base64.getEncoder().encodeToString(pixels));
                })
                .toList();
        return new ReportAnswers(evaluation.confusion(), evaluation.errors(), mistakes);
    }

    private static double[] rounded(FMatrixRMaj outputs) {
        double[] values = new double[outputs.numCols];
        for (int j = 0; j < values.length; j++) {
            double exact = outputs.get(0, j);
            double rounded = Math.rint(exact * DIGITS) / DIGITS;
            // Rounding makes nothing certain or impossible.
            boolean uncertain = exact > 0 && exact < 1;
            values[j] = uncertain ? Math.max(1 / DIGITS, Math.min(1 - 1 / DIGITS, rounded)) : rounded;
        }
        return values;
    }
}
