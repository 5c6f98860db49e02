package mnist.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomicFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void anOldFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "old");
    }

    @Test
    void theFileIsReplacedAndNothingElseStays() throws IOException {
        AtomicFile.write(file, "n\u00e9w");
        assertEquals("n\u00e9w", Files.readString(file));
        assertOnlyTheFile();
    }

    @Test
    void aFailureWhileWritingLeavesTheOldFile() throws IOException {
        StoreException e = assertThrows(
                StoreException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertTrue(e.getMessage().startsWith(file + ": cannot be written: No space left"), e.getMessage());
        assertEquals("old", Files.readString(file));
        assertOnlyTheFile();
    }

    @Test
    void aBugWhileWritingLeavesTheOldFileToo() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException();
                }));
        assertEquals("old", Files.readString(file));
        assertOnlyTheFile();
    }

    @Test
    void memoryUsedUpWhileWritingLeavesTheOldFileToo() throws IOException {
        assertThrows(
                OutOfMemoryError.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new OutOfMemoryError();
                }));
        assertEquals("old", Files.readString(file));
        assertOnlyTheFile();
    }

    @Test
    void aMoveThatIsRefusedForAMomentIsTriedAgain() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        AtomicFile.write(file, out -> out.write('n'), (from, to) -> {
            if (attempts.incrementAndGet() < 4) {
                throw new AccessDeniedException(to.toString());
            }
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        });
        assertEquals(4, attempts.get());
        assertEquals("n", Files.readString(file));
    }

    @Test
    void aMoveThatIsRefusedForGoodLeavesTheOldFile() throws IOException {
        StoreException e = assertThrows(
                StoreException.class,
                () -> AtomicFile.write(file, out -> out.write('n'), (from, to) -> {
                    throw new AccessDeniedException(to.toString());
                }));
        assertTrue(e.getMessage().contains("permission denied"), e.getMessage());
        assertEquals("old", Files.readString(file));
        assertOnlyTheFile();
    }

    @Test
    void aMissingFolderIsNamed() {
        StoreException e = assertThrows(StoreException.class, () -> AtomicFile.write(folder.resolve("x/y"), "text"));
        assertTrue(e.getMessage().contains("x") && e.getMessage().contains("no such file or folder"), e.getMessage());
    }

    @Test
    void aDirectoryIsNotReplaced() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("directory/inner"));
        assertThrows(StoreException.class, () -> AtomicFile.write(directory.getParent(), "text"));
        assertTrue(Files.isDirectory(directory));
    }

    @Test
    void aLinkIsReplacedAndWhatItPointsToStays() throws IOException {
        Path link = link(file);
        AtomicFile.write(link, "new");
        assertFalse(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(link));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void aLinkThatTheUserNamedStaysALink() throws IOException {
        Path link = link(file);
        AtomicFile.write(AtomicFile.behindLink(link), "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    private Path link(Path target) {
        try {
            return Files.createSymbolicLink(folder.resolve("link"), target);
        } catch (IOException | UnsupportedOperationException e) {
            return Assumptions.abort("no symbolic links here");
        }
    }

    @Test
    void aDeviceIsNotReplaced() {
        StoreException e = assertThrows(StoreException.class, () -> AtomicFile.write(Path.of("/dev/null"), "text"));
        assertTrue(e.getMessage().startsWith("/dev/null: cannot be written: it is a pipe or a device"), e.getMessage());
    }

    /** The second would be cut within a character. */
    @ParameterizedTest
    @CsvSource({"'', \u00e9, 127", "a, \ud83d\ude00, 63"})
    void theLongestNameCanBeWritten(String start, String character, int count) throws IOException {
        Path longest = folder.resolve(start + character.repeat(count));
        AtomicFile.write(longest, "text");
        assertEquals("text", Files.readString(longest));
    }

    @Test
    void leftoversOfADeadProcessAreRemovedByTheNextWriter() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Path own = Files.createDirectory(folder.resolve("own"));
        String here = AtomicFile.here();
        String dead = AtomicFile.temporaryName("report.html", process.pid(), 4, here);
        String alive =
                AtomicFile.temporaryName("report.html", ProcessHandle.current().pid(), 0, here);
        // Another machine's process may live, though one of its number does not live here.
        String another = AtomicFile.temporaryName("report.html", process.pid(), 5, "0a");
        String older = ".report.html." + process.pid() + "-6.tmp";
        String old = AtomicFile.temporaryName("report.html", process.pid(), 7, "0a");
        for (String name : List.of(dead, alive, another, older, old)) {
            Files.writeString(own.resolve(name), "half");
        }
        Files.setLastModifiedTime(own.resolve(old), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        AtomicFile.write(own.resolve("report.html"), "whole");
        assertEquals(
                Stream.of(alive, another, older, "report.html").sorted().toList(),
                RegularFile.list(own).stream()
                        .map(f -> f.getFileName().toString())
                        .sorted()
                        .toList());
    }

    @Test
    void anInterruptDoesNotCostTheFile() throws IOException {
        Thread.currentThread().interrupt();
        AtomicFile.write(file, "new");
        assertTrue(Thread.interrupted());
        assertEquals("new", Files.readString(file));
    }

    @Test
    void readersNeverSeeHalfAFile() throws Exception {
        String text = "0123456789".repeat(5_000);
        AtomicFile.write(file, text);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> reader = threads.submit(() -> {
                while (!done.get()) {
                    assertEquals(text, Files.readString(file));
                }
                return null;
            });
            for (int i = 0; i < 50; i++) {
                AtomicFile.write(file, text);
            }
            done.set(true);
            reader.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertOnlyTheFile();
    }

    @Test
    void leftoversOfAKilledWriterAreRemovedAndNothingElse() throws IOException {
        Files.writeString(folder.resolve(".last.safetensors.123-4.tmp"), "half");
        Files.writeString(folder.resolve("notes.tmp"), "mine");
        AtomicFile.removeLeftovers(folder);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("file", "notes.tmp"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    private void assertOnlyTheFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
