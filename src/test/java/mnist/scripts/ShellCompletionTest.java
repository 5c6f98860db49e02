package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.cli.Manual;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What zsh and fish offer, and what PowerShell is given to offer. */
class ShellCompletionTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void aManual() throws IOException {
        Manual.write(folder.resolve("manual"));
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.createFile(pictures.resolve("seven.png"));
        shell = new Shell(folder).in(pictures);
    }

    private boolean isThere(String program) {
        return shell.run("sh", "-c", "command -v " + program).exitCode() == 0;
    }

    /** What is offered for the last word of a line. */
    private Set<String> zsh(String line) {
        return offered(shell.run(
                "zsh",
                "-f",
                Path.of("src", "test", "resources", "complete.zsh")
                        .toAbsolutePath()
                        .toString(),
                folder.resolve("manual").toString(),
                line));
    }

    private Set<String> fish(String line) {
        String script = "source $argv[1]; complete -C $argv[2]";
        return offered(shell.with("HOME", folder.toString())
                .run(
                        "fish",
                        "--no-config",
                        "-c",
                        script,
                        folder.resolve("manual/mnist.fish").toString(),
                        line));
    }

    private static Set<String> offered(Shell.Result result) {
        assertEquals("", result.err());
        // fish adds the meaning behind a tabulator.
        return new TreeSet<>(result.out()
                .lines()
                .map(offer -> offer.strip().split("\t", 2)[0])
                .filter(offer -> !offer.isEmpty())
                .toList());
    }

    private static void assertBoth(Function<String, Set<String>> completed) {
        assertEquals(Set.of("train"), completed.apply("mnist tr"));
        assertEquals(Set.of("fetch", "verify", "show", "generate", "convert"), completed.apply("mnist data "));
        assertEquals(Set.of("--optimizer"), completed.apply("mnist train --opti"));
        assertEquals(Set.of("adam", "adamw"), completed.apply("mnist train --optimizer ad"));
        assertEquals(Set.of("--norm"), completed.apply("mnist train --hidden 128,64 --lr=0.1 --nor"));
        assertEquals(Set.of("neuron"), completed.apply("mnist explain --toy n"));
        assertEquals(Set.of("simard"), completed.apply("mnist train --recipe si"));
        assertEquals(Set.of("mnist"), completed.apply("mnist eval --data mn"));
        assertEquals(Set.of("seven.png"), completed.apply("mnist predict runs/first se"));
        assertEquals(Set.of("seven.png"), completed.apply("mnist train --data se"));
        assertEquals(Set.of(), completed.apply("mnist train --epochs se"));
        assertEquals(Set.of("--json", "--help", "--version"), completed.apply("mnist data fetch --"));
        assertEquals(Set.of(), completed.apply("mnist bench --one"), "hidden options stay hidden");
        for (String sweep : List.of("mnist sweep ", "mnist sweep plan ")) {
            assertEquals(Set.of("--optimizer"), completed.apply(sweep + "--opti"));
            assertEquals(Set.of("adam", "adamw"), completed.apply(sweep + "--lr 0.1,0.2 --optimizer ad"));
            assertEquals(Set.of("--hidden"), completed.apply(sweep + "--hidden 64 --hidd"), "what is repeated");
            assertEquals(Set.of("--halving"), completed.apply(sweep + "--halv"));
            assertEquals(Set.of(), completed.apply(sweep + "--resu"), "the sweep decides it itself");
        }
        assertEquals(Set.of(), completed.apply("mnist sweep show --opti"));
    }

    @Test
    void zshCompletes() {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        assertBoth(this::zsh);
        assertEquals(Set.of("adam", "adamw"), zsh("mnist train --optimizer=ad"));
        assertEquals(Set.of("simd"), zsh("mnist doctor --backend s"));
    }

    @Test
    void fishCompletes() {
        assumeTrue(isThere("fish"), "fish is not installed");
        assertBoth(this::fish);
        assertEquals(Set.of("--optimizer=adam", "--optimizer=adamw"), fish("mnist train --optimizer=ad"));
    }

    /** As far as it can be looked at without PowerShell: its texts end, its brackets close, no key stands twice. */
    @Test
    void powerShellsScriptIsSound() {
        String script = Shell.text(folder.resolve("manual/mnist.ps1"));
        String bare = script.replaceAll("'(?:[^'\n]|'')*'", "''").replaceAll("\"[^\"\n]*\"", "\"\"");
        assertEquals(
                0,
                bare.replaceAll("(?m)#.*$", "")
                        .replaceAll("''", "")
                        .chars()
                        .filter(c -> c == '\'')
                        .count());
        for (String pair : List.of("()", "{}", "[]")) {
            long open = bare.chars().filter(c -> c == pair.charAt(0)).count();
            long close = bare.chars().filter(c -> c == pair.charAt(1)).count();
            assertEquals(open, close, pair);
        }
        assertTrue(script.contains("'train' = 'Train a network on digit images'"), script);
        assertTrue(
                script.contains("'train --optimizer' = @('sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw')"));
        Matcher tables = Pattern.compile("\\[ordered\\]@\\{ (.*) \\}").matcher(script);
        int count = 0;
        while (tables.find()) {
            count++;
            Set<String> keys = new HashSet<>();
            // Keys of PowerShell do not differ by case alone.
            Matcher key = Pattern.compile("(?:^|; )'([^']+)' = ").matcher(tables.group(1));
            while (key.find()) {
                assertTrue(keys.add(key.group(1).toLowerCase(Locale.ROOT)), key.group(1));
            }
            assertTrue(keys.size() >= 2, tables.group());
        }
        assertTrue(count > 15, script);
    }

    /** Every command and every option that help shows is in each of them. */
    @Test
    void nothingIsLeftOut() {
        String bash = Shell.text(folder.resolve("manual/mnist.bash"));
        Set<String> options = new TreeSet<>();
        Matcher option = Pattern.compile("'(--[a-z-]+)'").matcher(bash);
        while (option.find()) {
            options.add(option.group(1));
        }
        assertTrue(options.size() > 60, options.toString());
        for (String file : List.of("_mnist", "mnist.fish", "mnist.ps1")) {
            String script = Shell.text(folder.resolve("manual").resolve(file));
            List<String> missing = options.stream()
                    .filter(each -> !Pattern.compile("(" + each + "|-l " + each.substring(2) + ")\\b")
                            .matcher(script)
                            .find())
                    .toList();
            assertEquals(List.of(), missing, file);
            assertTrue(Stream.of("train", "serve", "fetch").allMatch(script::contains), file);
        }
    }
}
