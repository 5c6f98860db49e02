package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher before the real java that runs this test: its archive of classes must never be seen or heard. */
class LauncherArchiveTest {
    @TempDir
    Path folder;

    private Path launcher;
    private Path jar;
    private Shell shell;

    @BeforeEach
    void aProject() throws IOException {
        shell = new Shell(folder).with("JAVA_HOME", System.getProperty("java.home"));
        launcher = folder.resolve("project/scripts/mnist");
        jar = folder.resolve("project/target/mnist.jar");
        Files.createDirectories(launcher.getParent());
        Files.createDirectories(jar.getParent());
        Files.copy(Shell.script("mnist"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Shell.script("jvm.options"), launcher.resolveSibling("jvm.options"));
        ProgramJar.write(jar);
    }

    @Test
    void theArchiveIsMadeAtTheFirstStartAndUsedSilently() throws IOException {
        assertRuns();
        FileTime made = Files.getLastModifiedTime(archive());
        assertNotEquals(0, Files.size(archive()));
        assertRuns();
        assertEquals(made, Files.getLastModifiedTime(archive()));
        try (Stream<Path> files = Files.list(jar.getParent())) {
            assertEquals(3, files.count(), "temporary files stayed");
        }
    }

    @Test
    void anArchiveThatDoesNotFitIsIgnoredSilently() throws IOException {
        assertRuns();
        Path archive = archive();
        byte[] good = Files.readAllBytes(archive);
        for (byte[] bad : new byte[][] {new byte[0], new byte[5000], "text".getBytes("US-ASCII")}) {
            replace(archive, bad);
            assertRuns();
        }
        good[9] ^= 1;
        replace(archive, good);
        assertRuns();
    }

    @Test
    void anotherJarGetsAnotherArchive() throws IOException {
        assertRuns();
        Path archive = archive();
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(archive, old);
        ProgramJar.write(jar);
        assertRuns();
        assertNotEquals(old, Files.getLastModifiedTime(archive));
    }

    /** The JVM would crash at every start. */
    @Test
    void aCutArchiveIsMadeAnew() throws IOException {
        assertRuns();
        long size = Files.size(archive());
        byte[] whole = Files.readAllBytes(archive());
        replace(archive(), Arrays.copyOf(whole, whole.length / 2));
        assertRuns();
        assertEquals(size, Files.size(archive()));
    }

    @Test
    void aStoppedFirstStartLeavesNothing() throws Exception {
        Process process = shell.start(launcher.toString(), "a");
        Shell.waitUntil("the archive is being made", () -> leftovers() > 0);
        process.destroy();
        assertEquals(128 + 15, process.waitFor());
        assertEquals(0, leftovers());
        assertRuns();
    }

    @Test
    void aKilledFirstStartIsClearedAway() throws Exception {
        Process process = shell.start(launcher.toString(), "a");
        Shell.waitUntil("the archive is being made", () -> leftovers() > 1);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        assertNotEquals(0, leftovers());
        assertRuns();
        assertEquals(0, leftovers());
        assertNotEquals(0, Files.size(archive()));
    }

    /** The others start at once, without it. */
    @Test
    void severalFirstStartsMakeOneArchive() throws Exception {
        Process maker = shell.start(launcher.toString(), "a");
        Shell.waitUntil("the archive is being made", () -> leftovers() > 1);
        Path other = Files.createDirectories(folder.resolve("other"));
        Shell.Result result = new Shell(other)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .run(launcher.toString(), "a", "b c");
        assertEquals("hello a|b c\n", result.out());
        assertTrue(maker.isAlive(), "the second start waited for the first");
        assertEquals(2, leftovers());
        maker.waitFor();
        assertRuns();
    }

    /** Files beside the jar that are there while an archive is being made: the lock and the folder. */
    private long leftovers() {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            return files.filter(file -> file.toString().matches(".*[.]jsa[.](lock|[0-9]+)"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRuns() {
        Shell.Result result = shell.run(launcher.toString(), "a", "b c");
        assertEquals("", result.err());
        assertEquals("hello a|b c\n", result.out());
        assertEquals(2, result.exitCode());
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            return files.filter(f -> f.toString().endsWith(".jsa")).findFirst().orElseThrow();
        }
    }

    private static void replace(Path archive, byte[] content) throws IOException {
        Files.delete(archive);
        Files.write(archive, content);
    }
}
