package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Pattern;
import mnist.cli.frame.ExitCodes;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LanguageTest {
    private static final String VARIABLE = "MNIST_LANG";

    /** Words in a row. */
    private static final Pattern ENGLISH = Pattern.compile("[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}");

    @RegisterExtension
    final Cli cli = Cli.withDigits(120, 20);

    @Test
    void trainingIsToldInChinese() {
        Cli.Result result = cli.train("--hidden 8 --epochs 1 --lang zh --out {HOME}/run");
        result.assertDone().assertOut("数据", "10 类", "1 轮，批量", "训练损失", "错 ", "所有轮已完成");
        assertFalse(ENGLISH.matcher(result.out()).find(), result.out());
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

    /** Models are measured and used in the language in which they were trained. */
    @Test
    void measuringAndPredictingAreToldInChinese() {
        cli.train("--hidden none --epochs 1 --validation 0 --out {HOME}/run").assertDone();
        cli.train("--hidden 8 --epochs 1 --validation 0 --out {HOME}/other").assertDone();
        told("eval {HOME}/run", "模型", "数据", "错误率", "召回率", "判为", "实为 0");
        told("eval {HOME}/run {HOME}/other --worst 0", "合在一起", "两者都错", "McNemar");
        told("eval {HOME}/run {HOME}/other {HOME}/run --worst 0 --tta 2", "2 个视图", "最好的是");
        told("predict {HOME}/run --index 0..19", "正确", "错误，应为", "20 张中答对");
        String notes = told("explain {HOME}/run", "前向传播").err();
        assertTrue(notes.contains("即训练该模型的数据"), notes);
    }

    private Cli.Result told(String command, String... parts) {
        Cli.Result result = cli.command(command + " --lang zh");
        result.assertDone().assertOut(parts);
        assertFalse(ENGLISH.matcher(result.out()).find(), result.out());
        return result;
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
