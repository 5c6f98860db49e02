package mnist.cli.model;

import java.util.List;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.options.DrawingOptions;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Output;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.view.text.EvaluationText;
import mnist.view.text.Mistakes;
import mnist.view.text.TextGallery;

/**
 * Says what a network made of a data set.
 *
 * @param worst positions of the worst mistakes
 * @param outputs of the network for these images: worst.size() x classes
 */
record EvaluationReport(Evaluation evaluation, Dataset dataset, List<Integer> worst, float[][] outputs, Output kind) {

    /** @param mistakes how many of the worst to keep */
    static EvaluationReport of(Network network, Dataset dataset, Backend backend, int mistakes) {
        Evaluation evaluation;
        try (Evaluator evaluator = new Evaluator(dataset, backend)) {
            evaluation = evaluator.evaluate(network);
        }
        List<Integer> worst = Mistakes.worst(evaluation, dataset, mistakes);
        PredictionInputs samples = new PredictionInputs();
        samples.addFrom(dataset, worst);
        float[][] outputs = worst.isEmpty()
                ? new float[0][]
                : Evaluator.outputs(
                        network, samples.toDataset(dataset.rows(), dataset.columns(), dataset.classes()), backend);
        return new EvaluationReport(
                evaluation, dataset, worst, outputs, network.spec().output());
    }

    void print(Console console, DrawingOptions drawing) {
        console.result("%s", EvaluationText.summary(evaluation));
        console.result("%s", EvaluationText.interval(evaluation));
        console.result("");
        console.results(EvaluationText.classes(evaluation));
        console.result("");
        console.results(EvaluationText.confusion(evaluation));
        if (!worst.isEmpty()) {
            console.result("");
            console.result("the worst mistakes: the wrong answers with the highest probability");
            console.result("");
            TextGallery gallery = new TextGallery(Console.WIDTH);
            for (int i = 0; i < worst.size(); i++) {
                gallery.add(caption(i), drawing.draw(dataset, worst.get(i)));
            }
            console.results(gallery.lines());
        }
    }

    private List<String> caption(int i) {
        int index = worst.get(i);
        int label = dataset.label(index);
        int prediction = evaluation.predictions()[index];
        return List.of(
                String.format("image %s is %s,", index, label),
                String.format(
                        "called %s (%s), %s (%s)",
                        prediction,
                        PredictionReport.shown(outputs[i][prediction], kind),
                        label,
                        PredictionReport.shown(outputs[i][label], kind)));
    }

    /** For programs; what they may rely on comes first. */
    record Numbers(
            double accuracy,
            double loss,
            int errors,
            int images,
            String data,
            List<ClassNumbers> classes,
            int[][] confusion,
            List<Mistake> worst) {}

    private record ClassNumbers(int label, double precision, double recall) {}

    private record Mistake(int index, int label, int prediction, float[] outputs) {}

    Numbers numbers() {
        return new Numbers(
                evaluation.accuracy(),
                evaluation.loss(),
                evaluation.errors(),
                evaluation.images(),
                dataset.name(),
                IntStream.range(0, evaluation.confusion().length)
                        .mapToObj(
                                label -> new ClassNumbers(label, evaluation.precision(label), evaluation.recall(label)))
                        .toList(),
                evaluation.confusion(),
                IntStream.range(0, worst.size()).mapToObj(this::mistake).toList());
    }

    private Mistake mistake(int i) {
        int index = worst.get(i);
        return new Mistake(index, dataset.label(index), evaluation.predictions()[index], outputs[i]);
    }
}
