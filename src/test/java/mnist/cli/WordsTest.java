package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the program words what it says: misspelt words, plurals, lines. */
class WordsTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trian               | unknown command 'trian'; did you mean train?",
                "xyzzy               | unknown command 'xyzzy': expected one of train, eval,",
                "data verfy          | unknown command 'verfy'; did you mean verify?",
                "data verify --data D | data are named without an option: mnist data verify mnist",
                "data verify --data=D | data are named without an option: mnist data verify mnist",
                "eval run --jsn      | unknown option --jsn; did you mean --json?",
                "eval @nowhere.txt   | nowhere.txt",
                "bench --forks 0     | --forks 0: expected 1 or more",
                "bench --works W9    | --works 'W9' is none of W0, W1, W2, W3"
            })
    void misspeltWordsAreNamed(String arguments, String reason) {
        Cli.Result result = cli.run(arguments.split(" "));
        assertEquals("", result.out());
        assertTrue(result.exitCode() == ExitCodes.USAGE || result.exitCode() == ExitCodes.MODEL, result.err());
        result.assertErr(reason);
    }

    @Test
    void countsHaveSingularAndPlural() {
        assertEquals("1 epoch", Console.count(1, "epoch"));
        assertEquals("0 epochs", Console.count(0, "epoch"));
        assertEquals("60,000 images", Console.count(60_000, "image"));
        cli.train("--dry-run --epochs 1").assertDone().assertOut(" 1 epoch,");
    }

    @Test
    void onlyAClassPathOfOneJarIsTheProgramsJar() {
        assertTrue(Console.isJarAlone("mnist.jar"));
        assertFalse(Console.isJarAlone("classes" + File.pathSeparator + "ejml.jar"));
        assertFalse(Console.isJarAlone("classes"));
    }

    @Test
    void namesOfValuesMayBeInUpperCase() {
        cli.train("--dry-run --hidden 12 --activation ReLU --backend EJML")
                .assertDone()
                .assertOut("-12-10, relu", "kernel     ejml");
    }

    @Test
    void linesAreBrokenAtBlanks() {
        assertEquals(List.of("data  short"), Console.wrapped("data  short", " ".repeat(6)));
        String word = "word ".repeat(30).strip();
        List<String> lines = Console.wrapped("data       " + word, " ".repeat(11));
        assertEquals("data       " + "word ".repeat(13) + "word", lines.get(0).stripTrailing());
        assertTrue(lines.stream().allMatch(line -> line.length() <= Console.WIDTH), lines.toString());
        assertTrue(lines.subList(1, lines.size()).stream().allMatch(line -> line.startsWith(" ".repeat(11) + "word")));
        assertEquals(30, String.join(" ", lines).split("word", -1).length - 1);
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        String path = "/x".repeat(60);
        assertEquals(List.of("home " + path), Console.wrapped("home " + path, " ".repeat(5)));
        assertEquals(
                List.of("home " + path, "     and more"), Console.wrapped("home " + path + " and more", " ".repeat(5)));
    }

    @Test
    void trainPrintsNoWideLine() {
        Cli.Result result = cli.train("--epochs 2 --hidden 12 --dropout 0.1 --l2 1e-4 --label-smoothing 0.1 --ema 0.9"
                        + " --clip-norm 1 --max-norm 3 --schedule cosine --out {HOME}/run")
                .assertDone();
        for (String line :
                result.out().replace(cli.home().toString(), "home").lines().toList()) {
            assertTrue(line.length() <= 80, line);
        }
    }
}
