package mnist.cli.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import mnist.EnumNames;
import mnist.InvalidSetting;
import mnist.bench.StepBenchmark;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.BackendOptions;
import mnist.linalg.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the speed of this machine. */
@Command(
        name = "bench",
        description =
                "Measure the speed of this machine: matrix products, augmentation ('--augment ciresan'), and training"
                        + " steps with the given --backend and --threads. On two idle cores the products take a minute, each"
                        + " network 20 seconds, and W3 some minutes. A busy machine takes longer and measures less exactly.",
        customSynopsis = {
            "mnist bench",
            "       mnist bench --measure products,augmentation",
            "       mnist bench --measure training --forks 5 --works W1,W2 --json"
        })
public final class BenchCommand extends ReportingCommand {
    private enum Part {
        PRODUCTS,
        AUGMENTATION,
        TRAINING;

        /** As users and the report call it. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    private static final int MOST_FORKS = 1000;

    @Option(
            names = "--measure",
            split = ",",
            paramLabel = "PART",
            defaultValue = "products,augmentation,training",
            description = "What to measure. Default: ${DEFAULT-VALUE}")
    private List<Part> parts;

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
            description = "How many fresh JVMs train each network; the median is reported. Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(names = "--one-work", hidden = true, description = "Train this network in this JVM and print the rate.")
    private String oneWork;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        Console console = console();
        if (oneWork != null) {
            try (Backend backend = backendOptions.open()) {
                console.result("%.0f", StepBenchmark.imagesPerSecond(work(oneWork), backend));
            }
            return ExitCodes.DONE;
        }
        requireSense();
        List<String> backendArguments = backendOptions.arguments();
        List<StepBenchmark.Work> chosen =
                works.stream().distinct().map(BenchCommand::work).toList();
        String kernel = parts.contains(Part.TRAINING) ? Diagnosis.kernel(backendOptions) : null;
        BenchMeasurements bench = new BenchMeasurements(json ? line -> {} : line -> console.result("%s", line));
        Map<Part, List<?>> rows = new EnumMap<>(Part.class);
        for (Part part : EnumSet.copyOf(parts)) {
            if (!rows.isEmpty()) {
                bench.print().accept("");
            }
            rows.put(
                    part,
                    switch (part) {
                        case PRODUCTS -> bench.products();
                        case AUGMENTATION -> bench.augmentation();
                        case TRAINING -> bench.training(chosen, forks, backendArguments);
                    });
        }
        if (json) {
            console.json(new Report(
                    Version.number(),
                    Runtime.version().toString(),
                    Runtime.getRuntime().availableProcessors(),
                    kernel == null ? null : forks,
                    kernel,
                    rows.get(Part.PRODUCTS),
                    rows.get(Part.AUGMENTATION),
                    rows.get(Part.TRAINING)));
        }
        return ExitCodes.DONE;
    }

    /** What was not measured is null and left out; forks and kernel are those of the training. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Report(
            String mnist,
            String java,
            int processors,
            Integer forks,
            String kernel,
            List<?> products,
            List<?> augmentation,
            List<?> training) {}

    /** The network called so. @throws InvalidSetting if there is none */
    private static StepBenchmark.Work work(String name) {
        return StepBenchmark.WORKS.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting("works", "'" + name + "' is none of W0, W1, W2, W3"));
    }

    private void requireSense() {
        if (forks < 1 || forks > MOST_FORKS) {
            throw new InvalidSetting("forks", forks + ": expected 1 or more, up to " + MOST_FORKS);
        }
        if (!parts.contains(Part.TRAINING)) {
            Usage.refuseGiven(
                    command,
                    "has no effect without --measure training",
                    "--works",
                    "--forks",
                    "--backend",
                    "--threads");
        }
    }
}
