package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.JavaProcess;
import mnist.cli.frame.ExitCodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command, its results going to a full device, or to a pipe whose reader has gone. */
@Timeout(60)
class LostOutputTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits(100, 20);

    private static final File FULL = new File("/dev/full");

    /** Of each command a call that prints a result. */
    private static final Map<String, String> CALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("mnist train", "train --data digits --hidden 4 --epochs 2 --validation 20"),
            Map.entry("mnist eval", "eval run"),
            Map.entry("mnist average", "average run run --out average.safetensors"),
            Map.entry("mnist export", "export run --to exported.npz"),
            Map.entry("mnist import", "import plain.npz --to imported.safetensors"),
            Map.entry("mnist predict", "predict run --index 0 1 2"),
            Map.entry("mnist serve", "serve run --port 0"),
            Map.entry("mnist explain", "explain --toy neuron"),
            Map.entry("mnist lab", "lab --data digits --out lab.html"),
            Map.entry("mnist gradcheck", "gradcheck run"),
            Map.entry("mnist lesson", "lesson"),
            Map.entry("mnist compare", "compare run"),
            Map.entry("mnist report", "report run"),
            Map.entry("mnist data fetch", "data fetch --help"),
            Map.entry("mnist data verify", "data verify digits"),
            Map.entry("mnist data show", "data show digits"),
            Map.entry("mnist data generate", "data generate --out drawn --train 10 --test 10"),
            Map.entry("mnist data convert", "data convert digits converted.npz"),
            Map.entry(
                    "mnist sweep",
                    "sweep --data digits --hidden 4 --epochs 1 --validation 20 --lr 0.1,0.2 --out sweep"),
            Map.entry("mnist sweep report", "sweep report ready"),
            Map.entry("mnist sweep plan", "sweep plan --lr 0.1,0.2 --out planned"),
            Map.entry("mnist sweep run", "sweep run ready"),
            Map.entry("mnist sweep show", "sweep show ready"),
            Map.entry("mnist sweep work", "sweep work --help"),
            Map.entry("mnist verify", "verify run"),
            Map.entry("mnist bench", "bench --measure products"),
            Map.entry("mnist doctor", "doctor")));

    /** What has written files says what stays. */
    private static final Map<String, String> KEPT = Map.of(
            "train", "the run is complete, with its result, in ",
            "average", "the average is average.safetensors",
            "export", "the exported model is exported.npz",
            "import plain.npz", "the imported model is imported.safetensors",
            "report", "the report is run/report.html",
            "lab", "the lab is lab.html",
            "sweep", "the sweep is in ",
            "sweep report ready", "the report is ready/report.html",
            "data generate", "the digits are in drawn",
            "data convert digits converted.npz", "the data set is in converted.npz");

    @BeforeAll
    static void aRun() {
        cli.train("--hidden 4 --epochs 1 --validation 20 --out {HOME}/run").assertDone();
        cli.command("sweep --data {HOME}/digits --hidden 4 --epochs 1 --validation 20 --lr 0.1 --out {HOME}/ready")
                .assertDone();
        cli.command("export {HOME}/run --to {HOME}/plain.npz").assertDone();
    }

    static Collection<String> calls() {
        return CALLS.values();
    }

    @Test
    void noCommandIsLeftOut() {
        List<String> commands = new ArrayList<>();
        collect(Main.commandLine(), commands);
        assertEquals(List.copyOf(CALLS.keySet()), commands.stream().sorted().toList());
    }

    private static void collect(CommandLine command, List<String> names) {
        command.getSubcommands().values().forEach(below -> collect(below, names));
        boolean worksItself = !command.getCommandSpec().unmatchedArgsBindings().isEmpty();
        if (command.getSubcommands().isEmpty() || worksItself) {
            names.add(command.getCommandSpec().qualifiedName());
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aFullDeviceIsSaidInOneLine(String call) throws Exception {
        assumeTrue(FULL.exists(), "there is no /dev/full");
        Process process = start(call, Redirect.to(FULL));
        assertEquals(ExitCodes.MODEL, process.waitFor(), this::err);
        String last = err().lines().reduce("", (before, line) -> line);
        assertTrue(last.startsWith("mnist: standard output: cannot be written: "), this::err);
        assertEquals(1, err().lines().filter(line -> line.startsWith("mnist: ")).count(), this::err);
        assertFalse(err().contains("\tat "), this::err);
        String kept = KEPT.get(call.replaceAll(" -.*| run.*", ""));
        assertEquals(kept == null, last.contains("results are lost"), this::err);
        assertTrue(kept == null || last.contains("; " + kept), this::err);
    }

    /** Commands end as programs do that SIGPIPE ends; training goes on, and help has lost nothing. */
    @ParameterizedTest
    @MethodSource("calls")
    void aReaderWhoHasGoneIsNoFailure(String call) throws Exception {
        Process process = start(call, Redirect.PIPE);
        process.getInputStream().close();
        boolean done = call.startsWith("train") || call.endsWith("--help");
        assertEquals(done ? ExitCodes.DONE : ExitCodes.READER_GONE, process.waitFor(), this::err);
        assertFalse(err().contains("mnist: "), this::err);
        if (call.startsWith("train")) {
            Path runs = cli.path("runs");
            try (Stream<Path> all = Files.list(runs)) {
                assertTrue(all.allMatch(run -> Files.exists(run.resolve("result.json"))));
            }
        }
    }

    private static Process start(String call, Redirect out) throws IOException {
        Files.deleteIfExists(cli.path("average.safetensors"));
        Files.deleteIfExists(cli.path("converted.npz"));
        Files.deleteIfExists(cli.path("exported.npz"));
        Files.deleteIfExists(cli.path("imported.safetensors"));
        List<String> flags = List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dmnist.home=" + cli.home(), "-Dfile.encoding=UTF-8");
        ProcessBuilder builder = JavaProcess.of(flags, Main.class, List.of(call.split(" ")))
                .directory(cli.home().toFile())
                .redirectOutput(out)
                .redirectError(cli.path("stderr").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("JDK_"));
        builder.environment().put("MNIST_MIRROR", "http://127.0.0.1:9/");
        return builder.start();
    }

    private String err() {
        try {
            return Files.readString(cli.path("stderr"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
