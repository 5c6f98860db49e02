package mnist.view.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Workspace;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import org.ejml.data.FMatrixRMaj;

/** What a network makes of the test images, for the page: the confusion matrix and the mistakes it is surest of. */
public final class ReportAnswers {
    private static final int MISTAKES_SHOWN = 60;
    private static final double DIGITS = 1e6;

    private ReportAnswers() {}

    public static Map<String, Object> of(Network network, Dataset test, Backend backend) {
        Evaluation evaluation;
        try (Evaluator evaluator = new Evaluator(test, backend)) {
            evaluation = evaluator.evaluate(network);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("confusion", evaluation.confusion());
        tree.put("errors", evaluation.errors());
        tree.put("mistakes", mistakes(network, test, backend, evaluation));
        return tree;
    }

    private static List<Object> mistakes(Network network, Dataset test, Backend backend, Evaluation evaluation) {
        int[] hardest = IntStream.range(0, test.size())
                .filter(i -> evaluation.predictions()[i] != test.label(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -evaluation.confidences()[i]))
                .limit(MISTAKES_SHOWN)
                .mapToInt(Integer::intValue)
                .toArray();
        Workspace workspace = new Workspace(network, backend, 1);
        FMatrixRMaj x = new FMatrixRMaj(1, test.pixels());
        byte[] pixels = new byte[test.pixels()];
        List<Object> mistakes = new ArrayList<>();
        for (int index : hardest) {
            test.image(index, pixels);
            Pixels.toFloats(pixels, 0, x.data, 0, pixels.length);
            FMatrixRMaj outputs = workspace.forward(x, null);
            Map<String, Object> mistake = new LinkedHashMap<>();
            mistake.put("index", index);
            mistake.put("label", test.label(index));
            mistake.put("prediction", evaluation.predictions()[index]);
            mistake.put("probabilities", rounded(outputs));
            mistake.put("pixels", Base64.getEncoder().encodeToString(pixels));
            mistakes.add(mistake);
        }
        return mistakes;
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
