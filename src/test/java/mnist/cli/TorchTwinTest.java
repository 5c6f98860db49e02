package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.Python;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code explain --torch}: PyTorch's autograd prints the numbers that explain prints. */
class TorchTwinTest {
    private static final double TOLERANCE = 1e-9;

    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    private static final List<String> NETWORKS = List.of(
            "--hidden 12 --activation relu",
            "--hidden 8,6 --activation sigmoid --output sigmoid --loss mse",
            "--hidden 8 --activation gelu --output identity --loss mse",
            "--hidden 8 --activation silu --output sigmoid --loss cross-entropy",
            "--hidden 8 --activation leaky-relu --output softmax --loss mse",
            "--hidden 8,7 --activation scaled-tanh",
            "--hidden 8 --activation tanh",
            "--hidden none");

    /** Runs scripts one after the other: PyTorch takes seconds to begin. */
    private static final String RUN = """
            import sys
            for script in sys.argv[1:]:
                print("script", script)
                exec(open(script, encoding="utf-8").read(), {})
            """;

    @Test
    void thePrintedNumbersAreTheSame() throws IOException {
        Python python = new Python(cli.home());
        assumeTrue(
                python.has("torch", "safetensors"),
                "there is no Python with torch and safetensors: name one in PYTHON");
        List<String> words = new ArrayList<>(List.of("-c", RUN));
        List<Map<String, Object>> expected = new ArrayList<>();
        for (int i = 0; i < NETWORKS.size(); i++) {
            String run = "{HOME}/run" + i;
            cli.train("--epochs 1 --limit 100 --lr 0.05 --out " + run + " " + NETWORKS.get(i))
                    .assertDone();
            String explain = "explain " + run + " --data {HOME}/digits --index 3 --label 4 --lr 0.25 --weight 1,5,406 ";
            Path script = cli.path("twin" + i + ".py");
            String language = i % 2 == 0 ? "en" : "zh";
            Files.writeString(
                    script,
                    cli.command(explain + "--torch --lang " + language)
                            .assertDone()
                            .out());
            words.add(script.toString());
            expected.add(cli.command(explain + "--json").assertDone().json());
        }
        Python.Result result = python.run(words.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        String[] outs = result.out().split("script .*\n", -1);
        for (int i = 0; i < NETWORKS.size(); i++) {
            assertSameNumbers(expected.get(i), outs[i + 1]);
        }
    }

    private static void assertSameNumbers(Map<String, Object> tree, String out) {
        assertSame(tree.get("loss"), printed(out, "C"));
        assertSame(tree.get("outputs"), printed(out, "a"));
        for (Object layer : (List<?>) tree.get("layers")) {
            Map<?, ?> numbers = (Map<?, ?>) layer;
            assertSame(numbers.get("z"), printed(out, "z of layer " + numbers.get("layer")));
            assertSame(numbers.get("dz"), printed(out, "dC/dz of layer " + numbers.get("layer")));
        }
        assertSame(((Map<?, ?>) tree.get("weight")).get("dw"), printed(out, "dC/dw 1,5,406"));
        assertSame(((Map<?, ?>) tree.get("update")).get("loss_after"), printed(out, "C after"));
    }

    /** What a script printed behind a name: a number or a list. */
    private static Object printed(String out, String name) {
        String line = out.lines()
                .filter(text -> text.startsWith(name + " = "))
                .findFirst()
                .orElseThrow();
        return Json.parse("{\"value\":" + line.substring(name.length() + 3) + "}")
                .get("value");
    }

    private static void assertSame(Object expected, Object found) {
        if (expected instanceof List<?> numbers) {
            for (int i = 0; i < numbers.size(); i++) {
                assertSame(numbers.get(i), ((List<?>) found).get(i));
            }
            assertEquals(numbers.size(), ((List<?>) found).size());
            return;
        }
        double value = ((Number) expected).doubleValue();
        double other = ((Number) found).doubleValue();
        assertTrue(Math.abs(value - other) <= TOLERANCE * Math.max(1, Math.abs(value)), value + " and " + other);
    }
}
