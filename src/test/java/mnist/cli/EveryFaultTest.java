package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.Soak;
import mnist.data.generate.SomeDigits;
import mnist.faults.EveryFault;
import mnist.faults.Faults.Kind;
import mnist.faults.FaultyFileSystem;
import mnist.file.AtomicFile;
import mnist.store.Traces;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Commands that write, with a fault at every call to the file system. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryFaultTest {
    private static final String TRAINING = "--hidden 4 --batch 20 --validation 10 --backend ejml --threads 1 --quiet";

    @TempDir
    static Path home;

    private Path digits;
    private Path runs;

    @BeforeAll
    void someRuns() throws IOException {
        digits = SomeDigits.write(home.resolve("digits"), 50, 10);
        runs = Files.createDirectory(home.resolve("runs"));
        for (int seed = 1; seed <= 2; seed++) {
            String command = "train --epochs 1 --seed %s --out %s --data %s %s";
            assertDone(execute(runs, command.formatted(seed, runs.resolve("run-" + seed), digits, TRAINING)));
        }
    }

    private static void assertDone(String complaint) {
        assertTrue(complaint == null, complaint);
    }

    @ParameterizedTest
    @EnumSource
    void aNewRun(Kind kind) throws IOException {
        everyFault(kind, Soak.times(11, 1), new Training("", "run") {
            @Override
            String words(Path folder) throws IOException {
                return Files.exists(FaultyFileSystem.real(folder).resolve("run/config.json"))
                        ? "train --resume {}/run --backend ejml --threads 1 --quiet"
                        : "train --epochs 2 --out {}/run --data " + digits + " " + TRAINING;
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLongerRun(Kind kind) throws IOException {
        String longer = "train --resume {}/run-1 --epochs 3 --backend ejml --threads 1 --quiet";
        everyFault(kind, Soak.times(11, 1), new Training(longer, "run-1"));
    }

    @ParameterizedTest
    @EnumSource
    void anAverage(Kind kind) throws IOException {
        everyFault(kind, Soak.times(3, 1), new Command("average {}/run-1 {}/run-2 --out {}/mean.safetensors") {
            @Override
            String words(Path folder) throws IOException {
                // It writes new files only.
                Files.deleteIfExists(FaultyFileSystem.real(folder).resolve("mean.safetensors"));
                return super.words(folder);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anExport(Kind kind) throws IOException {
        everyFault(kind, Soak.times(3, 1), new Command("export {}/run-1 --to {}/model.onnx") {
            @Override
            String words(Path folder) throws IOException {
                // It writes new files only.
                Files.deleteIfExists(FaultyFileSystem.real(folder).resolve("model.onnx"));
                return super.words(folder);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReport(Kind kind) throws IOException {
        everyFault(kind, Soak.times(5, 1), new Command("report {}/run-1 {}/run-2 --out {}/report.html"));
    }

    @ParameterizedTest
    @EnumSource
    void aReportInTheRun(Kind kind) throws IOException {
        everyFault(kind, Soak.times(31, 1), new Command("report {}/run-1 --png {}/slides"));
    }

    @ParameterizedTest
    @EnumSource
    void aLab(Kind kind) throws IOException {
        everyFault(kind, Soak.times(5, 1), new Command("lab {}/run-1 --out {}/lab.html"));
    }

    @ParameterizedTest
    @EnumSource
    void anExplanation(Kind kind) throws IOException {
        everyFault(kind, 1, new Command("explain --toy neuron --html {}/toy.html"));
    }

    @ParameterizedTest
    @EnumSource
    void drawnDigits(Kind kind) throws IOException {
        everyFault(kind, Soak.times(5, 1), new Command("data generate --out {}/drawn --train 30 --test 20"));
    }

    @ParameterizedTest
    @EnumSource
    void converted(Kind kind) throws IOException {
        for (String to : List.of("idx", "npz", "csv")) {
            everyFault(kind, Soak.times(5, 1), new Command("data convert " + digits + " {}/x --to " + to) {
                @Override
                String words(Path folder) throws IOException {
                    // It writes new files only.
                    for (String written : List.of("x", "x-train.csv", "x-test.csv")) {
                        remove(FaultyFileSystem.real(folder).resolve(written));
                    }
                    return super.words(folder);
                }
            });
        }
    }

    private static void remove(Path written) throws IOException {
        if (Files.exists(written)) {
            try (Stream<Path> all = Files.walk(written)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void everyFault(Kind kind, int step, Command command) throws IOException {
        EveryFault every = new EveryFault(home.resolve("faulty"), command, step);
        long seed = Soak.seed();
        every.run(kind, 1 + new Random(seed).nextInt(step));
        if (kind == Kind.POWER_CUT) {
            every.powerAfterTheEnd();
        }
    }

    /** One that writes into its folder, which is {} in its words. */
    private class Command implements EveryFault.Work {
        private final String words;

        Command(String words) {
            this.words = words;
        }

        String words(Path folder) throws IOException {
            return words;
        }

        @Override
        public void prepare(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(runs)) {
                for (Path file : all.skip(1).toList()) {
                    Files.copy(file, folder.resolve(runs.relativize(file)));
                }
            }
        }

        @Override
        public String run(Path folder) throws IOException {
            return execute(folder, words(folder).replace("{}", folder.toString()));
        }

        /** Every file. */
        @Override
        public Object result(Path folder) throws IOException {
            Map<String, String> hashes = new TreeMap<>();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith(".lock") && !AtomicFile.isLeftover(file)) {
                        hashes.put(folder.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
                    }
                }
            }
            return hashes;
        }
    }

    /** One whose run counts, but not its times. */
    private class Training extends Command {
        private final String run;

        Training(String words, String run) {
            super(words);
            this.run = run;
        }

        @Override
        public Object result(Path folder) {
            return Traces.of(folder.resolve(run));
        }
    }

    /** Returns null if the command is done, else its complaint. Its paths are in the file system of the folder. */
    private static String execute(Path folder, String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(words.split(" "));
        command.registerConverter(Path.class, folder.getFileSystem()::getPath);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int code = command.execute(words.split(" "));
        if (code == 0) {
            return null;
        }
        assertTrue(
                code == 3 || code == 4,
                () -> err.toString()
                        .lines()
                        .filter(l -> !l.contains("\tat java") && !l.contains("junit") && !l.contains("picocli"))
                        .limit(12)
                        .toList()
                        .toString());
        assertFalse(err.toString().contains("\tat "), err::toString);
        List<String> lines = new ArrayList<>(err.toString().lines().toList());
        String last = lines.get(lines.size() - 1);
        assertTrue(last.startsWith("mnist: "), err::toString);
        return last;
    }
}
