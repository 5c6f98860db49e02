package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.cli.Manual;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell offers when somebody presses the tabulator, and the pages of the manual. */
class CompletionTest {
    /** Fills in what bash fills in before it calls a completion function. */
    private static final String COMPLETE = """
            . "$1"; shift
            compopt() { :; }
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            function=$(complete -p mnist | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            "$function" mnist "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void aManual() throws IOException {
        shell = new Shell(folder);
        Manual.write(folder.resolve("manual"));
    }

    @Test
    void commandsOptionsAndValuesAreCompleted() {
        Assumptions.assumeTrue(shell.run("sh", "-c", "command -v bash").exitCode() == 0, "bash is not installed");
        assertEquals(List.of("train"), completed("mnist", "tr"));
        assertEquals(List.of("fetch", "verify", "show", "generate", "convert"), completed("mnist", "data", ""));
        assertEquals(List.of("export"), completed("mnist", "expo"));
        assertEquals(List.of("--optimizer"), completed("mnist", "train", "--opti"));
        assertEquals(List.of("adam", "adamw"), completed("mnist", "train", "--optimizer", "ad"));
        assertEquals(List.of("leaky-relu"), completed("mnist", "train", "--activation", "le"));
        assertEquals(6, completed("mnist", "train", "--schedule", "").size());
        assertEquals(List.of("softmax", "sigmoid", "identity"), completed("mnist", "train", "--output", ""));
        assertEquals(List.of("simd"), completed("mnist", "doctor", "--backend", "s"));
        assertTrue(completed("mnist", "bench", "--one").isEmpty(), "hidden options stay hidden");
        assertEquals(List.of("neuron"), completed("mnist", "explain", "--toy", "n"));
        assertEquals(List.of("simard"), completed("mnist", "train", "--recipe", "si"));
        assertEquals(List.of("mnist", "fashion-mnist", "kmnist", "emnist"), completed("mnist", "data", "fetch", ""));
        assertEquals(List.of("kmnist"), completed("mnist", "data", "fetch", "km"));
        assertEquals(
                List.of("simard", "shift=2", "shear=10", "scale=0.1", "sigma=5.5"),
                completed("mnist", "train", "--augment", "s"));
        assertEquals(List.of("rotation=10"), completed("mnist", "eval", "--tta-augment", "r"));
        assertEquals(List.of("test"), completed("mnist", "compare", "--sort", "t"));
        for (List<String> sweep : List.of(List.of("sweep"), List.of("sweep", "plan"))) {
            assertEquals(List.of("--optimizer"), completedAfter(sweep, "--opti"));
            assertEquals(List.of("adam", "adamw"), completedAfter(sweep, "--lr", "0.1,0.2", "--optimizer", "ad"));
            assertEquals(List.of("--residual"), completedAfter(sweep, "--residual", "--resid"));
            assertEquals(List.of("--halving"), completedAfter(sweep, "--halv"));
            assertTrue(completedAfter(sweep, "--resu").isEmpty(), "the sweep decides it itself");
        }
        assertTrue(completed("mnist", "sweep", "show", "--opti").isEmpty());
    }

    @Test
    void dataAreNamesOrFolders() throws IOException {
        Assumptions.assumeTrue(shell.run("sh", "-c", "command -v bash").exitCode() == 0, "bash is not installed");
        Files.createDirectories(folder.resolve("my digits"));
        Files.createFile(folder.resolve("my file"));
        String here = folder.toString();
        for (String command : List.of("train", "eval", "explain")) {
            assertEquals(List.of("mnist"), completed("mnist", command, "--data", "mn"));
            assertEquals(List.of("auto"), completed("mnist", command, "--data", "=", "a"));
        }
        assertEquals(List.of(here + "/my digits"), completed("mnist", "train", "--data", here + "/my"));
    }

    @Test
    void runsToGoOnWithAreFolders() throws IOException {
        Assumptions.assumeTrue(shell.run("sh", "-c", "command -v bash").exitCode() == 0, "bash is not installed");
        Files.createDirectories(folder.resolve("run one"));
        Files.createFile(folder.resolve("run.log"));
        assertEquals(List.of(folder + "/run one"), completed("mnist", "train", "--resume", folder + "/run"));
        assertEquals(List.of(folder + "/run one"), completed("mnist", "train", "--resume", "=", folder + "/run"));
    }

    /** bash divides at the equals sign, zsh does not. */
    @Test
    void valuesMayFollowAnEqualsSign() {
        Assumptions.assumeTrue(shell.run("sh", "-c", "command -v bash").exitCode() == 0, "bash is not installed");
        List<String> adam = List.of("adam", "adamw");
        assertEquals(adam, completed("mnist", "train", "--optimizer", "=", "ad"));
        assertEquals(6, completed("mnist", "train", "--optimizer", "=").size());
        assertEquals(adam, completed("mnist", "train", "--lr", "=", "0.1", "--optimizer", "ad"));
        assertEquals(List.of("--optimizer=adam", "--optimizer=adamw"), completed("mnist", "train", "--optimizer=ad"));
        assertEquals(List.of("--output"), completed("mnist", "train", "--loss", "=", "mse", "--outp"));
    }

    @Test
    void onlyOurProgramIsRegistered() {
        String script = Shell.text(folder.resolve("manual/mnist.bash"));
        List<String> registered = script.lines()
                .filter(line -> line.startsWith("complete "))
                .map(line -> line.replaceAll(".*-o default ", ""))
                .toList();
        assertEquals(List.of("mnist"), registered);
    }

    @Test
    void thePagesOfTheManualAreSound() {
        Assumptions.assumeTrue(shell.run("sh", "-c", "command -v groff").exitCode() == 0, "groff is not installed");
        for (String page : List.of("mnist", "mnist-train", "mnist-data-fetch", "mnist-compare")) {
            Path file = folder.resolve("manual").resolve(page + ".1");
            Shell.Result result = shell.run("groff", "-man", "-Tascii", "-P-cbou", "-ww", file.toString());
            assertEquals("", result.err());
            for (String part :
                    List.of("NAME", page + " - ", "SYNOPSIS", "OPTIONS", "--help", "EXIT STATUS", "SEE ALSO")) {
                assertTrue(
                        result.out().replaceAll(" +", " ").contains(part),
                        page + " lacks " + part + ":\n" + result.out());
            }
        }
        String train = Shell.text(folder.resolve("manual/mnist-train.1"));
        assertTrue(train.contains("\\fB\\-\\-lr\\fR, \\fB\\-\\-learning\\-rate\\fR=\\fIX\\fR"), train);
        assertTrue(train.contains("Default: 0.1"), train);
        String explain = Shell.text(folder.resolve("manual/mnist-explain.1"));
        assertTrue(explain.contains("\\fB\\-\\-html\\fR[=\\fIFILE\\fR]"), explain);
    }

    private List<String> completedAfter(List<String> command, String... words) {
        return completed(Stream.of(Stream.of("mnist"), command.stream(), Stream.of(words))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private List<String> completed(String... words) {
        String[] command = new String[words.length + 5];
        List<String> start = List.of(
                "bash",
                "-c",
                COMPLETE,
                "complete",
                folder.resolve("manual/mnist.bash").toString());
        System.arraycopy(start.toArray(), 0, command, 0, start.size());
        System.arraycopy(words, 0, command, start.size(), words.length);
        Shell.Result result = shell.run(command);
        assertEquals("", result.err());
        return result.out()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
