package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mnist eval} with several models, and with several views of every image. */
class EvalTogetherTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    @BeforeAll
    static void models() {
        cli.train("--hidden 20 --epochs 3 --out {HOME}/a").assertDone();
        cli.train("--hidden 16,16 --norm batch --seed 2 --epochs 3 --out {HOME}/b")
                .assertDone();
        cli.train("--hidden 16 --output identity --loss mse --lr 0.01 --epochs 1 --out {HOME}/line")
                .assertDone();
    }

    private static Cli.Result eval(String options) {
        return cli.command("eval --backend ejml --threads 1 " + options);
    }

    @Test
    void eachIsMeasuredAndAllTogether() {
        Cli.Result text = eval("{HOME}/a {HOME}/b --worst 2").assertDone();
        text.assertOut("a/best.safetensors, 784-20-10", "b/best.safetensors, 784-16-16-10", "\ntogether ");
        text.out()
                .lines()
                .forEach(line -> assertTrue(
                        line.length() <= 80 || line.contains(cli.home().toString()), line));

        Map<String, Object> both = eval("{HOME}/a {HOME}/b --json").assertDone().json();
        Map<String, Object> alone = eval("{HOME}/b --json").assertDone().json();
        List<?> members = (List<?>) both.get("models");
        assertEquals(2, members.size());
        Map<?, ?> b = (Map<?, ?>) members.get(1);
        assertEquals(alone.get("errors"), b.get("errors"));
        assertEquals(alone.get("model"), b.get("model"));
        assertEquals((double) alone.get("loss"), (double) b.get("loss"), 1e-5);
        assertNotEquals(alone.get("loss"), both.get("loss"));
    }

    @Test
    void aModelTogetherWithItselfGivesItsOwnResult() {
        Map<String, Object> twice = eval("{HOME}/a {HOME}/a --json").json();
        Map<String, Object> once = eval("{HOME}/a --json").json();
        assertEquals(once.get("confusion"), twice.get("confusion"));
        assertEquals((double) once.get("loss"), (double) twice.get("loss"), 1e-5);
    }

    @Test
    void twoAreComparedImageByImage() {
        Map<String, Object> json = eval("{HOME}/a {HOME}/b --json").assertDone().json();
        List<?> pairs = (List<?>) json.get("pairs");
        assertEquals(1, pairs.size());
        Map<?, ?> pair = (Map<?, ?>) pairs.get(0);
        List<?> models = (List<?>) json.get("models");
        for (int i = 0; i < 2; i++) {
            Map<?, ?> model = (Map<?, ?>) models.get(i);
            assertEquals(model.get("model"), pair.get(i == 0 ? "model" : "other"));
            int alone = (int) pair.get(i == 0 ? "only_first" : "only_second");
            assertEquals(model.get("errors"), alone + (int) pair.get("both_wrong"));
        }
        double p = (double) pair.get("p");
        eval("{HOME}/a {HOME}/b --worst 0")
                .assertDone()
                .assertOut(
                        "\nboth ",
                        "\nonly " + pair.get("model"),
                        "\nonly " + pair.get("other"),
                        p < 0.05 ? "hardly luck" : "may be luck");
        eval("{HOME}/a {HOME}/a --worst 0").assertDone().assertOut("both make as many mistakes");
    }

    @Test
    void ofSeveralEachIsComparedWithTheBest() {
        Map<String, Object> json =
                eval("{HOME}/a {HOME}/b {HOME}/a --tta 2 --json").assertDone().json();
        List<?> models = (List<?>) json.get("models");
        int least = models.stream()
                .mapToInt(model -> (int) ((Map<?, ?>) model).get("errors"))
                .min()
                .orElseThrow();
        List<?> pairs = (List<?>) json.get("pairs");
        assertEquals(2, pairs.size());
        for (Object object : pairs) {
            Map<?, ?> pair = (Map<?, ?>) object;
            assertEquals(least, (int) pair.get("both_wrong") + (int) pair.get("only_second"));
        }
        eval("{HOME}/a {HOME}/b {HOME}/a --worst 0")
                .assertDone()
                .assertOut("\nbeside the best ", "\nThe best is ", "may be luck");
    }

    @Test
    void viewsAreAveragedAndRepeat() {
        Map<String, Object> five = eval("{HOME}/a --tta 5 --json").assertDone().json();
        Map<String, Object> once = eval("{HOME}/a --json").json();
        assertEquals(5, five.get("views"));
        assertNotEquals(once.get("loss"), five.get("loss"));
        Map<?, ?> member = (Map<?, ?>) ((List<?>) five.get("models")).get(0);
        assertEquals(once.get("errors"), member.get("errors_with_one_view"));
        assertEquals(five.get("errors"), member.get("errors"));
        assertEquals(five, eval("{HOME}/a --tta 5 --json").json());
        assertEquals(
                five,
                cli.command("eval --backend ejml --threads 2 {HOME}/a --tta 5 --json")
                        .json());
        assertNotEquals(
                five.get("loss"),
                eval("{HOME}/a --tta 5 --seed 9 --json").json().get("loss"));
        eval("{HOME}/a {HOME}/b --tta 3 --worst 0").assertDone().assertOut("wrong with 1 view", "with 3", "together");
    }

    @Test
    void theBestModelIsMeasuredAsAtTheEndOfItsTraining() {
        Cli.Result trained = cli.train("--hidden 16,16 --norm batch --epochs 2 --json --out {HOME}/c");
        List<Map<String, Object>> events = trained.assertDone().objects();
        Map<String, Object> end = events.get(events.size() - 1);
        Map<String, Object> measured = eval("{HOME}/c --json").json();
        assertEquals(end.get("loss"), measured.get("loss"));
        assertEquals(end.get("errors"), measured.get("errors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{HOME}/a --tta 0                                    | 2 | --tta 0           | 1 view or more",
                "{HOME}/a --tta 1001                                 | 2 | --tta 1001        | up to 1000",
                "{HOME}/a --tta-augment shift=1                      | 2 | --tta-augment     | give --tta N",
                "{HOME}/a --seed 3                                   | 2 | --seed            | give --tta N",
                "{HOME}/a --tta 2 --tta-augment ciresan              | 2 | --tta-augment     | label, which is not known",
                "{HOME}/a --tta 2 --tta-augment none                 | 2 | --tta-augment none | changes nothing",
                "{HOME}/a --tta 2 --tta-augment turned               | 2 | --tta-augment     | 'turned' is not known",
                "{HOME}/a {HOME}/line                                | 4 | line/best         | identity outputs",
                "{HOME}/line --tta 2                                 | 4 | line/best         | identity outputs",
                "{HOME}/a {HOME}/nowhere                             | 4 | nowhere           | no such file",
            })
    void whatCannotBeAveragedIsRefused(String options, int code, String name, String reason) {
        eval(options).assertRefused(code, name, reason);
    }

    @Test
    void modelsOfOtherImagesAreRefused() {
        Path small = OtherSize.write(cli.path("small"));
        cli.command("train --backend ejml --epochs 1 --hidden 4 --out {HOME}/small-run --data " + small)
                .assertDone();
        eval("{HOME}/a {HOME}/small-run")
                .assertRefused(4, "small-run", "found 16 and", "expected 784 inputs and 10 classes");
    }
}
