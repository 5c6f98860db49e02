package mnist.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.options.ModelOption;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.store.ModelFile;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Averages the weights of checkpoints. */
@Command(
        name = "average",
        description = {
            "Average the weights of models of the same shape (stochastic weight averaging, Izmailov et al. 2018)."
                    + " It works best for checkpoints of one run or of its continuations.",
            "",
            "Batch normalization's running statistics are averaged like weights. Models trained from different seeds do"
                    + " not average well: use them as an ensemble, 'mnist eval MODEL MODEL'."
        },
        customSynopsis = {
            "mnist average a/best.safetensors a/last.safetensors --out m.safetensors",
            "       mnist average runs/a runs/b runs/c --out mean.safetensors"
        })
public final class AverageCommand extends ReportingCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "Model files; or runs' folders, for their best. Settings are taken from the first.")
    private List<Path> models;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model to write, a new file.")
    private Path out;

    private record Averaged(String model, List<String> averaged, String tensorsSha256) {}

    @Override
    public Integer call() {
        require(
                !Usage.isOfOtherForm(out, "safetensors"),
                "--out " + out
                        + ": the average is a model; give it a name as m.safetensors, and 'mnist export' writes it"
                        + " for other programs");
        require(!PathKind.exists(out), "--out " + out + ": already exists; name a new file");
        require(models.size() >= 2, "found one MODEL: name two or more to average");
        OutputPlace.requireFile(out);
        List<Path> files = models.stream().map(ModelOption::file).toList();
        List<ModelFile.Model> loaded = files.stream().map(ModelFile::load).toList();
        List<Network> networks = loaded.stream().map(ModelFile.Model::network).toList();
        for (int i = 1; i < networks.size(); i++) {
            requireSame(
                    files.get(0),
                    networks.get(0).spec(),
                    files.get(i),
                    networks.get(i).spec());
        }
        save(loaded, Network.mean(networks));
        Console console = console();
        console.kept("the average is %s", out);
        if (json) {
            List<String> averaged = files.stream().map(Path::toString).toList();
            console.json(new Averaged(out.toString(), averaged, ModelFile.tensorsSha256(out)));
        } else {
            console.result("model      %s, the average of %d", out, files.size());
            console.result("next       %s eval %s", Console.program(), Console.quoted(out));
        }
        return ExitCodes.DONE;
    }

    /** Where imported ones came from stays with the average. */
    private void save(List<ModelFile.Model> averaged, Network mean) {
        List<Object> origins = averaged.stream()
                .flatMap(model -> model.imported().stream())
                .map(AverageCommand::origin)
                .toList();
        RunSettings settings = averaged.get(0).settings();
        if (origins.isEmpty()) {
            ModelFile.save(out, mean, settings);
        } else {
            ModelFile.saveImported(out, mean, settings, Json.compact(Map.of("averaged", origins)));
        }
    }

    private static Object origin(String json) {
        try {
            return Json.parse(json);
        } catch (IllegalArgumentException e) {
            // Somebody else wrote it.
            return json;
        }
    }

    private static void requireSame(Path first, NetworkSpec expected, Path file, NetworkSpec found) {
        if (!found.equals(expected)) {
            throw StoreException.of(
                    file,
                    "a network " + described(expected) + " as in " + first,
                    described(found),
                    "only models of one shape can be averaged; 'mnist eval " + first + " " + file
                            + "' measures them together");
        }
    }

    private static String described(NetworkSpec spec) {
        return String.format(
                "%s (%s, %s, norm %s%s%s)",
                spec.widths(),
                spec.activation(),
                spec.output(),
                spec.normalization(),
                spec.connections().residual() ? ", residual" : "",
                spec.connections().receptiveField().isWhole()
                        ? ""
                        : ", receptive field " + spec.connections().receptiveField());
    }
}
