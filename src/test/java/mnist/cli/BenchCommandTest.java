package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.cli.frame.ExitCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BenchCommandTest {
    private static final String CLASS_PATH = "java.class.path";
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @RegisterExtension
    private final Cli cli = new Cli();

    @Test
    void augmentationIsMeasuredOnOneThreadAndOnAll() {
        Map<String, Object> report =
                bench("--measure", "augmentation", "--json").assertDone().json();
        assertEquals(Set.of("mnist", "java", "processors", "augmentation"), report.keySet());
        List<?> rows = (List<?>) report.get("augmentation");
        assertEquals(PROCESSORS == 1 ? 1 : 2, rows.size());
        assertRow(rows.get(0), 1);
        assertRow(rows.get(rows.size() - 1), PROCESSORS);
    }

    private static void assertRow(Object row, int threads) {
        Map<?, ?> values = (Map<?, ?>) row;
        assertEquals("ciresan", values.get("augmentation"));
        assertEquals(threads, ((Number) values.get("threads")).intValue());
        assertTrue(((Number) values.get("images_per_second")).doubleValue() > 0, row.toString());
    }

    /** See {@link OutputKeysTest}. The rates of the products would take a minute. */
    @Test
    void trainingIsMeasuredInAnotherJvm() {
        String classPath = System.getProperty(CLASS_PATH);
        // Where it ends in .jar, it is taken for the program's jar.
        System.setProperty(CLASS_PATH, classPath + File.pathSeparator + cli.home());
        try {
            String options = "--measure training --works W0 --forks 1 --threads 1";
            String printed =
                    bench(options, "--backend ejml --json").assertDone().out();
            new KeysFile("bench").objects("bench " + options, printed).assertAsBefore();
        } finally {
            System.setProperty(CLASS_PATH, classPath);
        }
    }

    @Test
    void textSaysWhatIsCountedAndOnHowManyThreads() {
        List<String> lines = bench("--measure", "augmentation")
                .assertDone()
                .out()
                .strip()
                .lines()
                .toList();
        assertTrue(lines.get(0).matches("augmented images/s +ciresan"), lines.get(0));
        assertTrue(lines.get(1).matches("1 thread +[0-9,]+"), lines.get(1));
        assertTrue(lines.get(lines.size() - 1).matches(PROCESSORS + " threads? +[0-9,]+"), lines.toString());
    }

    @Test
    void anUnknownPartIsRefused() {
        bench("--measure", "products,augmentaton")
                .assertRefused(
                        ExitCodes.USAGE,
                        "--measure",
                        "'augmentaton': expected one of products, augmentation, training",
                        "did you mean augmentation?");
    }

    @Test
    void whatConcernsTrainingIsRefusedWithoutIt() {
        for (String option : List.of("--works=W1", "--forks=2", "--backend=ejml", "--threads=1")) {
            bench("--measure", "augmentation", option)
                    .assertRefused(ExitCodes.USAGE, option.split("=")[0] + " has no effect without --measure training");
        }
        bench("--forks", "1001").assertRefused(ExitCodes.USAGE, "--forks 1001: expected 1 or more, up to 1000");
    }

    /** Before anything is measured. */
    @Test
    void anImpossibleKernelAndNumberOfThreadsAreRefused() {
        bench("--measure", "augmentation,training", "--backend", "sind")
                .assertRefused(ExitCodes.USAGE, "--backend", "expected one of auto, simd, ejml");
        bench("--measure", "augmentation,training", "--threads", "-2")
                .assertRefused(ExitCodes.USAGE, "--threads -2: expected 1 or more");
        bench("--measure", "augmentation,training", "--threads", "100000")
                .assertRefused(ExitCodes.USAGE, "--threads 100000: expected 1 or more, up to 1024");
    }

    private Cli.Result bench(String... options) {
        return cli.command("bench " + String.join(" ", options));
    }
}
