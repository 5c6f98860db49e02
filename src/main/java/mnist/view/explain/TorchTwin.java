package mnist.view.explain;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.InvalidSetting;
import mnist.nn.Activation;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.view.document.PageTemplate;
import mnist.view.language.Messages;

/** A script for PyTorch that prints the numbers of an {@link Explanation}, found by autograd. */
public final class TorchTwin {
    private TorchTwin() {}

    /**
     * @param model the file that the script reads
     * @param pixels of the image, as bytes
     * @param messages those of explain
     * @throws InvalidSetting if the network is more than dense layers
     */
    public static String of(Explanation explanation, String model, byte[] pixels, Messages messages) {
        NetworkSpec spec = explanation.spec();
        InvalidSetting.require(
                spec.normalization() == Normalization.NONE
                        && !spec.connections().residual()
                        && spec.connections().receptiveField().isWhole(),
                "torch",
                "is for dense layers alone: this network has normalization, residual connections or receptive fields");
        WeightAddress weight = explanation.weight();
        List<Integer> layers =
                IntStream.range(0, spec.layers()).mapToObj(i -> 2 * i).toList();
        Map<String, String> values = new HashMap<>();
        for (String comment : List.of("intro", "pixels", "forward", "backward", "update")) {
            values.put("comment." + comment, messages.get("torch_" + comment));
        }
        values.put("model", "\"" + model.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        values.put("pixels", HexFormat.of().formatHex(pixels));
        values.put("outputs", String.valueOf(spec.outputs()));
        values.put("label", String.valueOf(explanation.label()));
        values.put("hidden", hidden(spec.activation()));
        values.put("output", output(spec.output()));
        values.put("loss", loss(spec));
        values.put("layers", layers.toString());
        values.put("weight", weight.toString());
        values.put("tensor", layers.get(weight.layer() - 1).toString());
        values.put("out", String.valueOf(weight.out()));
        values.put("in", String.valueOf(weight.in()));
        values.put("rate", String.valueOf(explanation.update().learningRate()));
        return PageTemplate.fill("explanation/twin.py", values);
    }

    /** With the constants of {@link Activation}, which are floats. */
    private static String hidden(Activation activation) {
        return switch (activation) {
            case SIGMOID -> "torch.sigmoid(z)";
            case TANH -> "torch.tanh(z)";
            case RELU -> "torch.relu(z)";
            case LEAKY_RELU -> "torch.nn.functional.leaky_relu(z, " + (double) 0.01f + ")";
            case IDENTITY -> "z";
            case SCALED_TANH -> (double) 1.7159f + " * torch.tanh(" + (double) (2f / 3f) + " * z)";
            case SILU -> "torch.nn.functional.silu(z)";
            case GELU ->
                String.format(
                        "0.5 * z * (1 + torch.tanh(%s * (z + %s * z * z * z)))",
                        (double) (float) Math.sqrt(2 / Math.PI), (double) 0.044715f);
        };
    }

    private static String output(Output output) {
        return switch (output) {
            case SOFTMAX -> "torch.softmax(z, 0)";
            case SIGMOID -> "torch.sigmoid(z)";
            case IDENTITY -> "z";
        };
    }

    private static String loss(NetworkSpec spec) {
        if (spec.loss() == Loss.MSE) {
            return "((a - y) ** 2).sum()";
        }
        return spec.output() == Output.SOFTMAX
                ? "-(torch.log_softmax(z, 0) * y).sum()"
                : "torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction=\"sum\")";
    }
}
