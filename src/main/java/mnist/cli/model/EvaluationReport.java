package mnist.cli.model;

import java.util.List;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.Labels;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Output;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.view.document.ClassLabels;
import mnist.view.language.Messages;
import mnist.view.text.ConfusionText;
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
    /** A name in a caption is not longer, in columns of the terminal. */
    private static final int LONGEST = 20;

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
                        network, samples.toDataset(dataset.rows(), dataset.columns(), dataset.classNames()), backend);
        return new EvaluationReport(
                evaluation, dataset, worst, outputs, network.spec().output());
    }

    void print(Console console, DrawingOptions drawing, Messages messages) {
        ClassLabels labels = Labels.of(dataset.classNames());
        console.text("    ", "%s", EvaluationText.summary(evaluation, messages));
        console.text("    ", "%s", EvaluationText.interval(evaluation, messages));
        console.result("");
        EvaluationText.classes(evaluation, labels, messages).forEach(line -> console.text("    ", "%s", line));
        console.result("");
        console.results(ConfusionText.of(evaluation, labels, Console.outWidth(), messages));
        if (!worst.isEmpty()) {
            console.result("");
            console.text("    ", "%s", messages.get("worst"));
            console.result("");
            TextGallery gallery = new TextGallery(Console.textWidth());
            for (int i = 0; i < worst.size(); i++) {
                gallery.add(caption(i, labels, messages), drawing.draw(dataset, worst.get(i)));
            }
            console.results(gallery.lines());
        }
    }

    private List<String> caption(int i, ClassLabels labels, Messages messages) {
        int index = worst.get(i);
        int label = dataset.label(index);
        int prediction = evaluation.predictions()[index];
        return List.of(
                String.format(messages.get("mistake_is"), index, labels.of(label, LONGEST)),
                String.format(
                        messages.get("mistake_called"),
                        labels.of(prediction, LONGEST),
                        PredictionReport.shown(outputs[i][prediction], kind),
                        labels.of(label, LONGEST),
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
            List<Mistake> worst,
            List<String> classNames) {}

    private record ClassNumbers(int label, String name, double precision, double recall) {}

    private record Mistake(int index, int label, int prediction, float[] outputs) {}

    Numbers numbers() {
        return new Numbers(
                evaluation.accuracy(),
                evaluation.loss(),
                evaluation.errors(),
                evaluation.images(),
                dataset.name(),
                IntStream.range(0, evaluation.confusion().length)
                        .mapToObj(this::classNumbers)
                        .toList(),
                evaluation.confusion(),
                IntStream.range(0, worst.size()).mapToObj(this::mistake).toList(),
                dataset.classNames().names());
    }

    private ClassNumbers classNumbers(int label) {
        String name = dataset.classNames().name(label);
        return new ClassNumbers(label, name, evaluation.precision(label), evaluation.recall(label));
    }

    private Mistake mistake(int i) {
        int index = worst.get(i);
        return new Mistake(index, dataset.label(index), evaluation.predictions()[index], outputs[i]);
    }
}
