package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.JavaProcess;
import mnist.file.StoreException;
import mnist.store.json.Json;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @TempDir
    Path folder;

    @Test
    void aNewRunIsCreatedWithItsParents() {
        Path path = folder.resolve("a/b c");
        try (RunDirectory run = RunDirectory.create(path)) {
            assertTrue(Files.isDirectory(path));
            assertEquals(path.resolve("last.safetensors"), run.last());
        }
    }

    @Test
    void anEmptyFolderIsAccepted() {
        RunDirectory.create(folder).close();
        // What is left is the lock's file: still as good as empty.
        RunDirectory.create(folder).close();
    }

    @Test
    void anEarlierRunIsNotReused() {
        try (RunDirectory run = RunDirectory.create(folder.resolve("r1"))) {
            run.writeConfig(Map.of());
        }
        assertRefused(
                () -> RunDirectory.create(folder.resolve("r1")),
                "r1: expected a new or empty folder, found an earlier run",
                "--resume",
                "--out");
    }

    @Test
    void aRunThatCameFromElsewhereReachesNothingOutsideItsFolder() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path run = Files.createDirectory(folder.resolve("run"));
        Path lock = Files.createSymbolicLink(run.resolve(".lock"), precious);
        assertRefused(() -> RunDirectory.create(run), ".lock: expected the lock of a folder, found a link; remove it");
        Files.delete(lock);
        Files.createLink(lock, Files.writeString(folder.resolve("other"), "x".repeat(100)));
        assertRefused(() -> RunDirectory.create(run), ".lock: expected the lock of a folder, found another file");
        Files.delete(lock);

        Files.writeString(run.resolve("config.json"), "{}");
        Path last = Files.createSymbolicLink(run.resolve("last.safetensors"), precious);
        assertRefused(() -> RunDirectory.resume(run), "last.safetensors: expected a file in the folder", "precious");
        Files.delete(last);
        Files.createSymbolicLink(last, Path.of("best.safetensors"));
        Files.writeString(run.resolve("best.safetensors"), "a link within the folder is no harm");
        try (RunDirectory own = RunDirectory.resume(run)) {
            Files.createSymbolicLink(own.result(), precious);
            Json.write(own.result(), Map.of("accuracy", 1));
            assertFalse(Files.isSymbolicLink(own.result()));
        }
        assertEquals("mine", Files.readString(precious));
    }

    @Test
    void otherPeoplesFoldersAreNotUsedNorTouched() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertRefused(() -> RunDirectory.create(folder), "files of another kind", "--out");
        assertRefused(() -> RunDirectory.create(folder.resolve("thesis.txt")), "found a file", "--out");
        assertFalse(Files.exists(folder.resolve(".lock")));
    }

    @Test
    void defaultNamesAreUniqueAndFitForEveryFileSystem() {
        String settings = "128,64 relu/lr:0.1" + "x".repeat(300);
        try (RunDirectory first = RunDirectory.createUnder(folder.resolve("runs"), TIME, settings);
                RunDirectory second = RunDirectory.createUnder(folder.resolve("runs"), TIME, settings)) {
            String name = first.path().getFileName().toString();
            assertTrue(name.startsWith("20260102-030405-128-64-relu-lr-0.1x"), name);
            assertEquals(100, name.length());
            assertEquals(name + "-2", second.path().getFileName().toString());
        }
    }

    @Test
    void theConfigIsReadBackInItsOrder() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("version", 1);
        config.put("hidden", List.of(128, 64));
        config.put("data", Map.of("fingerprint", "abc"));
        config.put("learning_rate", 0.1);
        config.put("out", null);
        try (RunDirectory run = RunDirectory.create(folder.resolve("r1"))) {
            run.writeConfig(config);
            assertEquals(config, run.readConfig());
            assertEquals(
                    List.copyOf(config.keySet()), List.copyOf(run.readConfig().keySet()));
        }
    }

    @Test
    void aDamagedConfigIsNamedWithTheLine() throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve("r1"))) {
            Files.writeString(run.config(), "{\n  \"a\": 1,\n  oops\n}");
            assertRefused(run::readConfig, "config.json", "line 3");
            Files.writeString(run.config(), "[1]");
            assertRefused(run::readConfig, "config.json", "\"[1]\"", "a JSON object");
            Files.writeString(run.config(), "");
            assertRefused(run::readConfig, "found nothing");
            Files.delete(run.config());
            assertRefused(run::readConfig, "no such file");
        }
    }

    @Test
    void whatIsNoRunIsNotResumedNorViewed() throws IOException {
        assertRefused(() -> RunDirectory.resume(folder.resolve("none")), "no such folder");
        assertRefused(() -> RunDirectory.view(folder), "no config.json");
        assertRefused(() -> RunDirectory.resume(Files.createFile(folder.resolve("file"))), "found a file");
    }

    @Test
    void resumingRemovesWhatAKilledTrainerLeft() throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve("r1"))) {
            run.writeConfig(Map.of());
        }
        Path leftover = Files.createFile(folder.resolve("r1/.last.safetensors.1-1.tmp"));
        RunDirectory.view(folder.resolve("r1"));
        assertTrue(Files.exists(leftover));
        RunDirectory.resume(folder.resolve("r1")).close();
        assertFalse(Files.exists(leftover));
    }

    @Test
    void aSecondTrainerOfThisProcessIsKeptOut() {
        Path path = folder.resolve("r1");
        try (RunDirectory run = RunDirectory.create(path)) {
            assertRefused(() -> RunDirectory.create(path), "in use by another trainer");
            run.writeConfig(Map.of());
            assertRefused(() -> RunDirectory.resume(path), "in use by another trainer", "this process");
            RunDirectory.view(path).close();
            assertRefused(() -> RunDirectory.resume(path), "in use");
        }
        RunDirectory.resume(path).close();
    }

    @Test
    void aSecondProcessIsKeptOutUntilTheFirstIsKilled() throws Exception {
        Path path = folder.resolve("r1");
        Process holder = JavaProcess.of(List.of(), Holder.class, List.of(path.toString()))
                .start();
        try (BufferedReader lines = holder.inputReader()) {
            Assumptions.assumeTrue("held".equals(lines.readLine()), "the other process could not lock");
            assertRefused(() -> RunDirectory.resume(path), "in use", "process " + holder.pid());
            holder.destroyForcibly().waitFor();
            RunDirectory.resume(path).close();
        } finally {
            holder.destroyForcibly();
        }
    }

    /** Creates a run and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (RunDirectory run = RunDirectory.create(Path.of(args[0]))) {
                run.writeConfig(Map.of());
                System.out.println("held");
                System.in.read();
            }
        }
    }

    private static void assertRefused(Executable action, String... parts) {
        String message = assertThrows(StoreException.class, action).getMessage();
        assertFalse(message.contains("\n"), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message + "\nlacks: " + part);
        }
    }
}
