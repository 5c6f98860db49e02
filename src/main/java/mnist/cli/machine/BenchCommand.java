package mnist.cli.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import mnist.InvalidSetting;
import mnist.bench.StepBenchmark;
import mnist.cli.frame.Choices;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.JsonOption;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.BackendOptions;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the speed of this machine. */
@Command(
        name = "bench",
        description =
                "Measure this machine: matrix products; images that '--augment ciresan' rotates, shears, scales and"
                        + " bends; training steps, which --backend and --threads are for. On two quiet cores the products take a"
                        + " minute and each network 20 seconds, W3 some minutes; on a busy machine it takes longer and says less.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist bench",
            "       mnist bench --measure products,augmentation",
            "       mnist bench --measure training --forks 5 --works W1,W2 --json",
            ""
        })
public final class BenchCommand implements Callable<Integer> {
    private static final String PRODUCTS = "products";
    private static final String AUGMENTATION = "augmentation";
    private static final String TRAINING = "training";
    private static final List<String> PARTS = List.of(PRODUCTS, AUGMENTATION, TRAINING);

    private static final int MOST_FORKS = 1000;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--measure",
            split = ",",
            paramLabel = "PART",
            defaultValue = PRODUCTS + "," + AUGMENTATION + "," + TRAINING,
            description = "What to measure. Default: ${DEFAULT-VALUE}")
    private List<String> parts;

    @Option(
            names = "--works",
            split = ",",
            paramLabel = "W",
            defaultValue = "W0,W1,W2",
            description = "Networks to train: W0 784-30-10 (batch 10), W1 784-128-10 (64), W2 784-512-512-10 (128), W3"
                    + " 784-2500-2000-1500-1000-500-10 (256). Default: ${DEFAULT-VALUE}")
    private List<String> works;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "3",
            description = "Fresh JVMs that train each network; the median counts. Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(names = "--one-work", hidden = true, description = "Train this network in this JVM and print the rate.")
    private String oneWork;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Console console = new Console(command);
        if (oneWork != null) {
            try (Backend backend = backendOptions.open()) {
                console.result("%.0f", StepBenchmark.imagesPerSecond(BenchTraining.work(oneWork), backend));
            }
            return ExitCodes.DONE;
        }
        parts.forEach(part -> Choices.require("measure", part, PARTS));
        InvalidSetting.require(
                forks >= 1 && forks <= MOST_FORKS, "forks", forks + ": expected 1 or more, up to " + MOST_FORKS);
        requireTraining();
        List<String> backendArguments = backendOptions.arguments();
        List<StepBenchmark.Work> chosen =
                works.stream().distinct().map(BenchTraining::work).toList();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("mnist", Version.number());
        report.put("java", Runtime.version().toString());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        if (parts.contains(TRAINING)) {
            report.put("forks", forks);
            report.put("kernel", kernel());
        }
        Consumer<String> print = json.json ? line -> {} : line -> printed(console, line);
        List<String> measured = PARTS.stream().filter(parts::contains).toList();
        for (String part : measured) {
            if (!part.equals(measured.get(0))) {
                print.accept("");
            }
            report.put(part, measure(part, chosen, backendArguments, print));
        }
        if (json.json) {
            console.json(report);
        }
        return ExitCodes.DONE;
    }

    /** Of the training that is measured. */
    private String kernel() {
        try (Backend backend = backendOptions.open()) {
            return backend.description();
        }
    }

    /** Whoever reads along may have gone: there is no point in measuring on then. */
    private static void printed(Console console, String line) {
        console.result("%s", line);
        if (console.out().checkError()) {
            throw new StoreException("standard output is closed: nobody would see the rest");
        }
    }

    private List<Object> measure(
            String part, List<StepBenchmark.Work> chosen, List<String> backendArguments, Consumer<String> print) {
        return switch (part) {
            case PRODUCTS -> BenchProducts.measure(print);
            case AUGMENTATION -> BenchAugmentation.measure(print);
            default -> BenchTraining.measure(print, chosen, forks, backendArguments);
        };
    }

    /** These concern training alone. */
    private void requireTraining() {
        if (!parts.contains(TRAINING)) {
            Usage.refuseGiven(
                    command,
                    "has no effect without --measure " + TRAINING,
                    "--works",
                    "--forks",
                    "--backend",
                    "--threads");
        }
    }
}
