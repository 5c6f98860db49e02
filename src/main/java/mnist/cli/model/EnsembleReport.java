package mnist.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.data.Dataset;
import mnist.data.augment.TestViews;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Output;
import mnist.store.ModelFile;
import mnist.train.Ensemble;
import mnist.train.Evaluation;
import mnist.view.document.Table;
import mnist.view.language.Messages;
import mnist.view.text.Mistakes;

/**
 * Says how each of several models does, and all together; with several views of the images also how they do with one.
 *
 * @param files of the models
 */
record EnsembleReport(List<Path> files, Ensemble.Result result, int views, PairedReport paired) {
    /** @throws StoreException if outputs of a model are no probabilities */
    static EnsembleReport of(
            List<Path> files, List<ModelFile.Model> models, Dataset dataset, TestViews views, Backend backend) {
        for (int i = 0; i < files.size(); i++) {
            if (models.get(i).network().spec().output() == Output.IDENTITY) {
                throw StoreException.of(
                        files.get(i),
                        "probabilities, which alone can be averaged",
                        "identity outputs",
                        "take models with --output softmax or sigmoid");
            }
        }
        List<Network> members = models.stream().map(ModelFile.Model::folded).toList();
        Ensemble.Result result = new Ensemble(members, backend).evaluate(dataset, views);
        List<String> names = files.stream().map(Path::toString).toList();
        PairedReport paired = PairedReport.of(names, result.averaged().members(), dataset);
        return new EnsembleReport(files, result, views.count(), paired);
    }

    /** All together, in full. */
    EvaluationReport together(Dataset dataset, int mistakes) {
        Ensemble.Answers answers = result.averaged();
        List<Integer> worst = Mistakes.worst(answers.together(), dataset, mistakes);
        float[][] outputs = worst.stream().map(i -> answers.probabilities()[i]).toArray(float[][]::new);
        return new EvaluationReport(answers.together(), dataset, worst, outputs, Output.SOFTMAX);
    }

    void print(Console console, Messages messages) {
        String right = messages.get("right");
        String loss = messages.get("loss");
        Table table = views == 1
                ? new Table(messages.get("model"), right, messages.get("wrong"), loss)
                : new Table(
                        messages.get("model"),
                        messages.get("wrong_one_view"),
                        String.format(Locale.ROOT, messages.get("with_views"), views),
                        right,
                        loss);
        List<Evaluation> averaged = result.averaged().members();
        for (int i = 0; i < files.size(); i++) {
            row(table, files.get(i).toString(), result.plain().members().get(i), averaged.get(i));
        }
        if (files.size() > 1) {
            row(
                    table,
                    messages.get("together"),
                    result.plain().together(),
                    result.averaged().together());
        }
        console.results(table.lines());
        if (files.size() > 1) {
            console.result("");
            paired.print(console, messages);
        }
    }

    private void row(Table table, String name, Evaluation plain, Evaluation averaged) {
        String right = String.format(Locale.ROOT, "%.2f%%", 100 * averaged.accuracy());
        String loss = String.format(Locale.ROOT, "%.4f", averaged.loss());
        String wrong = String.format(Locale.ROOT, "%,d", averaged.errors());
        if (views == 1) {
            table.row(name, right, wrong, loss);
        } else {
            table.row(name, String.format(Locale.ROOT, "%,d", plain.errors()), wrong, right, loss);
        }
    }

    /** For programs: every model by itself, and compared with another. */
    record Numbers(int views, List<Member> models, List<PairedReport.Pair> pairs) {}

    private record Member(String model, double accuracy, double loss, int errors, int errorsWithOneView) {}

    Numbers numbers() {
        return new Numbers(
                views, IntStream.range(0, files.size()).mapToObj(this::member).toList(), paired.pairs());
    }

    private Member member(int i) {
        Evaluation averaged = result.averaged().members().get(i);
        int plainErrors = result.plain().members().get(i).errors();
        return new Member(
                files.get(i).toString(), averaged.accuracy(), averaged.loss(), averaged.errors(), plainErrors);
    }
}
