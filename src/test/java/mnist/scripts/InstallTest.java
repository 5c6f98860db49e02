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

/** {@code make install} and what it puts there, with a small program in place of the jar, which is built later. */
class InstallTest {
    private static final List<String> INSTALLED = List.of(
            "bin/mnist",
            "share/bash-completion/completions/mnist",
            "share/fish/vendor_completions.d/mnist.fish",
            "share/man/man1/mnist-data-fetch.1",
            "share/man/man1/mnist-train.1",
            "share/man/man1/mnist.1",
            "share/mnist/jvm.options",
            "share/mnist/mnist.jar",
            "share/zsh/site-functions/_mnist");

    @TempDir
    Path folder;

    private Shell shell;
    private Path prefix;
    private Path jar;
    private Path manual;

    @BeforeEach
    void whatWouldBeBuilt() throws IOException {
        shell = new Shell(folder).with("JAVA_HOME", System.getProperty("java.home"));
        Assumptions.assumeTrue(shell.run("sh", "-c", "command -v make").exitCode() == 0, "make is not installed");
        prefix = folder.resolve("my prefix");
        jar = folder.resolve("mnist.jar");
        manual = folder.resolve("manual");
        ProgramJar.write(jar);
        Manual.write(manual);
    }

    @Test
    void theInstalledProgramRunsFromAnywhereThroughLinksToo() throws IOException {
        make("install", "PREFIX=" + prefix);
        assertTrue(files(prefix).containsAll(INSTALLED), files(prefix).toString());
        Path archive = files(prefix).stream()
                .filter(file -> file.endsWith(".jsa"))
                .map(prefix::resolve)
                .findFirst()
                .orElseThrow();
        assertTrue(Files.size(archive) > 0, "the archive of classes could not be made");

        Path link = Files.createSymbolicLink(folder.resolve("link"), prefix.resolve("bin/mnist"));
        for (Path program : List.of(prefix.resolve("bin/mnist"), link)) {
            Shell.Result result = shell.run(program.toString(), "a", "b c");
            assertEquals("", result.err());
            assertEquals("hello a|b c\n", result.out());
            assertEquals(2, result.exitCode());
        }
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Shell.Result byPath = shell.in(elsewhere)
                .with("PATH", prefix.resolve("bin") + ":" + System.getenv("PATH"))
                .run("sh", "-c", "mnist x");
        assertEquals("hello x\n", byPath.out(), byPath.err());
    }

    @Test
    void whatIsInstalledIsRemovedAndNothingElse() throws IOException {
        Path other = prefix.resolve("share/man/man1/other.1");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "");
        make("install", "PREFIX=" + prefix);
        make("install", "PREFIX=" + prefix);
        make("uninstall", "PREFIX=" + prefix);
        assertEquals(List.of("share/man/man1/other.1"), files(prefix));
        assertTrue(Files.notExists(prefix.resolve("share/mnist")));
        make("uninstall", "PREFIX=" + prefix);
    }

    /** As a start leaves it that is killed while it makes the archive of classes. */
    @Test
    void whatAKilledStartLeftIsRemovedToo() throws IOException {
        make("install", "PREFIX=" + prefix);
        Path share = prefix.resolve("share/mnist");
        Files.writeString(
                Files.createDirectories(share.resolve("mnist-17.0.1.jsa.99")).resolve("x"), "");
        Files.createSymbolicLink(share.resolve("mnist-17.0.1.jsa.lock"), Path.of("99"));
        make("uninstall", "PREFIX=" + prefix);
        assertEquals(List.of(), files(prefix));
        assertTrue(Files.notExists(share));
    }

    /** The archive of classes would be of no use: it belongs to the place where the jar is read at last. */
    @Test
    void aPackageIsStagedWithoutRunningIt() throws IOException {
        Path stage = folder.resolve("stage");
        make("install", "DESTDIR=" + stage, "PREFIX=/opt/mnist");
        List<String> found = files(stage.resolve("opt/mnist"));
        assertTrue(found.containsAll(INSTALLED), found.toString());
        assertTrue(found.stream().noneMatch(file -> file.endsWith(".jsa")), found.toString());
        make("uninstall", "DESTDIR=" + stage, "PREFIX=/opt/mnist");
        assertEquals(List.of(), files(stage));
    }

    @Test
    void anInstallationWithoutItsJarSaysSo() throws IOException {
        make("install", "PREFIX=" + prefix);
        Files.delete(prefix.resolve("share/mnist/mnist.jar"));
        Shell.Result result = shell.run(prefix.resolve("bin/mnist").toString(), "x");
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("share/mnist/mnist.jar; install mnist again"), result.err());
    }

    private void make(String... arguments) {
        Path project = Path.of("").toAbsolutePath();
        String page = manual.resolve("mnist.1").toString();
        List<String> command = Stream.concat(
                        Stream.of("make", "-s", "-C", project.toString(), "-o", jar.toString(), "-o", page),
                        Stream.concat(Stream.of("JAR=" + jar, "MANUAL=" + manual), Stream.of(arguments)))
                .toList();
        Shell.Result result = shell.with("MAKEFLAGS", null).run(command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", result.err());
    }

    private static List<String> files(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
