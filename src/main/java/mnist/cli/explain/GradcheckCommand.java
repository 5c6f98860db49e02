package mnist.cli.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.ModelOption;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.nn.Network;
import mnist.nn.Normalization;
import mnist.nn.reference.GradientCheck;
import mnist.nn.reference.GradientCheck.LayerCheck;
import mnist.nn.reference.ReferenceNetwork;
import mnist.store.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares backpropagation with finite differences. */
@Command(
        name = "gradcheck",
        description = {
            "Check a network's gradients: move sampled weights, biases and the like a little to either side, watch the"
                    + " loss, and compare with what backpropagation says, in double precision.",
            "",
            "The column 'at' says where the error is largest: a weight as LAYER,OUT,IN, which 'explain --weight' takes; a"
                    + " bias as LAYER,OUT.",
            "",
            "The error is relative to the larger of the two slopes, or to a thousandth of the layer's largest where that"
                    + " is more. Where a move takes a relu across its kink there is no single slope: such numbers are"
                    + " counted as kinks and not compared. The exit code is 0 when all layers agree, 1 when not."
        },
        customSynopsis = {
            "mnist gradcheck runs/first/best.safetensors",
            "       mnist gradcheck runs/first/best.safetensors --samples 500"
        })
public final class GradcheckCommand extends ReportingCommand {
    private static final int FEW = 4;
    private static final int MORE = 16;

    @Parameters(index = "0", paramLabel = "MODEL", description = ModelOption.MEANING)
    private Path model;

    @Mixin
    private ModelOption data;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many numbers to draw in each layer, without repetition. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--images",
            paramLabel = "N",
            description = {
                "How many test images make the batch.",
                "Default: " + FEW + "; " + MORE + " with batch normalization, as a few may hardly vary."
            })
    private Integer images;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "1e-6",
            description = "Largest relative error allowed. Default: ${DEFAULT-VALUE}")
    private double tolerance;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the draw. Default: ${DEFAULT-VALUE}")
    private long seed;

    private record Checked(String model, double tolerance, boolean agree, List<LayerCheck> layers) {}

    @Override
    public Integer call() {
        require(samples >= 1, "--samples " + samples + ": expected 1 number or more, for example 100");
        require(images == null || images >= 1, "--images " + images + ": expected 1 image or more, for example 4");
        require(tolerance > 0, "--tolerance " + tolerance + ": expected a number above 0, for example 1e-6");
        Console console = console();
        ModelFile.Model loaded = ModelFile.load(ModelOption.file(model));
        Network network = loaded.network();
        Dataset test = data.readAloud(Split.TEST, loaded.settings().data(), console);
        console.beyond(
                "--images",
                images == null ? 0 : images,
                test.size(),
                "there are " + Console.count(test.size(), "test image") + "; all make the batch");
        long start = System.nanoTime();
        GradientCheck check = check(network, test);
        double making = CheckProgress.secondsSince(start);
        List<Integer> numbers =
                IntStream.rangeClosed(1, network.spec().layers()).boxed().toList();
        long total = numbers.stream()
                .mapToLong(number -> check.count(number, samples))
                .sum();
        List<LayerCheck> layers;
        try (CheckProgress progress = new CheckProgress(total, making, console)) {
            layers = numbers.stream()
                    .map(number -> check.layer(number, samples, seed, progress::compared))
                    .toList();
        }
        boolean agree = layers.stream().allMatch(layer -> layer.relativeError() <= tolerance);
        if (json) {
            console.json(new Checked(ModelOption.file(model).toString(), tolerance, agree, layers));
        } else {
            print(console, network, layers, agree);
        }
        return agree ? ExitCodes.DONE : ExitCodes.BUG;
    }

    private GradientCheck check(Network network, Dataset dataset) {
        int usual = network.spec().normalization() == Normalization.BATCH ? MORE : FEW;
        int count = Math.min(images == null ? usual : images, dataset.size());
        double[][] x = new double[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[dataset.pixels()];
            dataset.image(i, pixels);
            x[i] = SingleImage.input(pixels);
            labels[i] = dataset.label(i);
        }
        return new GradientCheck(new ReferenceNetwork(network), x, labels);
    }

    private void print(Console console, Network network, List<LayerCheck> layers, boolean agree) {
        console.result(
                "%-5s  %-10s %8s %6s  %16s  %14s  %s",
                "layer", "widths", "compared", "kinks", "largest gradient", "relative error", "at");
        for (LayerCheck layer : layers) {
            int number = layer.layer();
            String widths =
                    network.spec().width(number - 1) + "-" + network.spec().width(number);
            console.result(
                    "%-5d  %-10s %8d %6d  %16.4e  %14.2e  %s",
                    number,
                    widths,
                    layer.compared(),
                    layer.kinks(),
                    layer.largestGradient(),
                    layer.relativeError(),
                    layer.worst());
        }
        console.result(
                agree
                        ? "backpropagation and finite differences agree to %.0e"
                        : "backpropagation and finite differences DIFFER by more than %.0e",
                tolerance);
    }
}
