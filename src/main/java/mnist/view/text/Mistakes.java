package mnist.view.text;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.train.Evaluation;

/** The images that a network got wrong while being most certain. */
public final class Mistakes {
    private Mistakes() {}

    /** Positions in the data set, the worst first; of equals the first in the file. */
    public static List<Integer> worst(Evaluation evaluation, Dataset dataset, int count) {
        return IntStream.range(0, evaluation.images())
                .filter(i -> evaluation.predictions()[i] != dataset.label(i))
                .boxed()
                .sorted(Comparator.comparing(i -> -evaluation.confidences()[i]))
                .limit(count)
                .toList();
    }
}
