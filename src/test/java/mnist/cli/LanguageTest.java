package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LanguageTest {
    private static final String VARIABLE = "MNIST_LANG";

    @RegisterExtension
    final Cli cli = Cli.withDigits(120, 20);

    @Test
    void trainingIsToldInChinese() {
        Cli.Result result = cli.train("--hidden 8 --epochs 1 --lang zh --out {HOME}/run");
        result.assertDone().assertOut("数据", "10 类", "1 轮，批量", "训练损失", "错 ", "所有轮已完成");
        assertFalse(result.out().matches("(?s).*[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}.*"), result.out());
    }

    @Test
    void theVariableSaysTheLanguageAndTheOptionOverridesIt() {
        System.setProperty(VARIABLE, "zh_CN.UTF-8");
        try {
            cli.train("--epochs 1 --dry-run").assertDone().assertOut("网络");
            cli.train("--epochs 1 --dry-run --lang en").assertDone().assertOut("network");
            System.setProperty(VARIABLE, "fr");
            cli.train("--epochs 1 --dry-run").assertRefused(ExitCodes.USAGE, VARIABLE + "=fr", "en or zh");
        } finally {
            System.clearProperty(VARIABLE);
        }
        cli.train("--epochs 1 --dry-run --lang fr").assertRefused(ExitCodes.USAGE, "--lang", "'fr'", "en or zh");
    }

    /** What scripts read is the same in all languages. */
    @Test
    void filesAndJsonStay() {
        Map<String, Object> chinese = result("zh");
        Map<String, Object> english = result("en");
        chinese.remove("run");
        english.remove("run");
        assertEquals(english, chinese);
    }

    private Map<String, Object> result(String language) {
        String run = "{HOME}/" + language;
        cli.train("--hidden 8 --epochs 1 --lang " + language + " --out " + run).assertDone();
        return Json.read(cli.path(language).resolve("result.json"));
    }
}
