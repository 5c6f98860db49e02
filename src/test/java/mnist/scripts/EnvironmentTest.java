package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import mnist.cli.Manual;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher and the whole program in surroundings as bare as containers, cron jobs and services have them. What is done
 * there stands in scripts of a shell, as this JVM could not say every name of a file itself.
 */
class EnvironmentTest {
    private static final long PATIENCE_SECONDS = 10;

    @TempDir
    private static Path project;

    private static Path launcher;

    @TempDir
    Path folder;

    @BeforeAll
    static void theProgram() throws IOException {
        new Shell(project);
        launcher = project.resolve("scripts/mnist");
        Path target = Files.createDirectories(project.resolve("target"));
        Files.createDirectories(launcher.getParent());
        Files.copy(Shell.script("mnist"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Shell.script("jvm.options"), launcher.resolveSibling("jvm.options"));
        writeJar(target.resolve("mnist.jar"));
        // As if the archive of classes could not be made: making it takes longer than all that is tested.
        Path archive = target.resolve("mnist-" + System.getProperty("java.version") + ".jsa");
        Files.createFile(archive);
        Files.writeString(archive.resolveSibling(archive.getFileName() + ".size"), "0\n");
    }

    /** The program's classes where they are: the jar with all of them is built after the tests. */
    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Manual.class.getPackageName() + ".Main");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private record Ended(int code, String out, String err) {
        void assertOneLine(int expected, String... parts) {
            assertEquals(expected, code, err);
            assertTrue(err.lines().filter(line -> !line.startsWith("Try '")).count() == 1, err);
            assertFalse(err.contains("Exception") || err.contains("java."), err);
            for (String part : parts) {
                assertTrue(err.contains(part), err);
            }
        }
    }

    /** Runs lines of a shell, in which $MNIST is the program. */
    private Ended run(String lines) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), "set -eu\n" + lines + "\n", StandardCharsets.UTF_8);
        Process process = new Shell(folder)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("MNIST", launcher.toString())
                .with("MNIST_MIRROR", "http://127.0.0.1:9/")
                .with("MNIST_DATA", "")
                .with("MNIST_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
                .start("sh", script.toString());
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running: " + lines);
            return new Ended(
                    process.exitValue(), Shell.text(folder.resolve("stdout")), Shell.text(folder.resolve("stderr")));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Ended done(String lines) throws IOException, InterruptedException {
        Ended ended = run(lines);
        assertEquals(0, ended.code(), ended.err());
        return ended;
    }

    private void someData() throws IOException, InterruptedException {
        done("\"$MNIST\" data generate --out data --train 100 --test 20");
    }

    /** The second is installed nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "xx_XX.UTF-8"})
    void namesBeyondAscii(String locale) throws Exception {
        String c = "export LC_ALL=" + locale + "\n";
        done(c + "\"$MNIST\" data generate --out données --train 100 --test 20");
        done(c + "\"$MNIST\" train --data données --hidden 4 --epochs 1 --validation 20 --out läufe/数字");
        assertTrue(done(c + "\"$MNIST\" eval läufe/数字 --json").out().contains("läufe/数字"));
        done(c + "\"$MNIST\" report läufe/数字 --out bericht-ü.html; test -f bericht-ü.html");
        done(c + "test -f läufe/数字/result.json");
    }

    /** Who starts java without the launcher. */
    @ParameterizedTest
    @CsvSource({
        "train --out läufe, 2",
        "train --data données, 3",
        "eval läufe, 2",
        "train @é, 2",
        "data verify données, 3"
    })
    void namesBeyondAsciiAreRefusedInWordsWithoutTheLauncher(String command, int code) throws Exception {
        String java = "\"$JAVA_HOME/bin/java\" -jar '" + project.resolve("target/mnist.jar") + "' ";
        Ended ended = run("export LC_ALL=C\n" + java + command);
        ended.assertOneLine(code, command.contains("@") ? "no such file" : "cannot be the name of a file here");
        assertFalse(ended.err().contains("positional"), ended.err());
    }

    /** Java would take another file: that of the name with a question mark where the byte is. */
    @ParameterizedTest
    @ValueSource(strings = {"train --data digits --out", "verify", "data generate --out", "data verify"})
    void namesThatAreNotUtf8AreRefused(String command) throws Exception {
        run("export LC_ALL=C.UTF-8\nbad=$(printf 'x\\377')\nmkdir \"$bad\"\n\"$MNIST\" " + command + " \"$bad\"")
                .assertOneLine(2, "has bytes that are not UTF-8");
    }

    /** The variable names a folder too. */
    @ParameterizedTest
    @ValueSource(strings = {"train --dry-run", "data verify"})
    void theDataVariableIsReadAsUtf8(String command) throws Exception {
        String bad = "export LC_ALL=C.UTF-8\nMNIST_DATA=$(printf 'x\\377')\nexport MNIST_DATA\nmkdir \"$MNIST_DATA\"\n";
        run(bad + "\"$MNIST\" " + command).assertOneLine(3, "MNIST_DATA", "has bytes that are not UTF-8");
    }

    @Test
    void noHome() throws Exception {
        someData();
        String bare = "unset HOME XDG_DATA_HOME; ";
        done(bare + "\"$MNIST\" doctor");
        done(bare + "\"$MNIST\" train --data data --hidden 4 --epochs 1 --validation 20 --out run");
    }

    @Test
    void hardlyAnyVariable() throws Exception {
        assertTrue(done("env -i PATH=\"$PATH\" JAVA_HOME=\"$JAVA_HOME\" \"$MNIST\" doctor")
                .out()
                .contains("java"));
    }

    @Test
    void streamsThatAreClosed() throws Exception {
        someData();
        done("\"$MNIST\" data verify data <&-");
        done("\"$MNIST\" train --data data --hidden 4 --epochs 1 --validation 20 --out run <&- 2>&-");
        run("\"$MNIST\" predict run - <&-").assertOneLine(3, "standard input");
        run("\"$MNIST\" data verify data >&-").assertOneLine(4, "standard output: cannot be written");
    }

    /** What cannot be opened for want of descriptors is there: it must not be told as missing. */
    @ParameterizedTest
    @ValueSource(ints = {24, 32, 40, 64})
    void fewDescriptors(int most) throws Exception {
        someData();
        Ended ended = run(
                "ulimit -n " + most + "; \"$MNIST\" train --data data --hidden 4 --epochs 1 --validation 20 --out run");
        assertFalse(ended.err().contains("no such file"), ended.err());
        assertEquals(ended.code() == 0, Files.exists(folder.resolve("run/result.json")), ended.err());
    }
}
