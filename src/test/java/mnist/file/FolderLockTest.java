package mnist.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondOneIsRefusedAtOnceUntilTheFirstIsDone() {
        FolderLock lock = FolderLock.acquire(folder);
        StoreException e = assertThrows(StoreException.class, () -> FolderLock.acquire(folder));
        assertTrue(e.getMessage().startsWith(folder + ": in use by another trainer (this process)"), e.getMessage());
        lock.close();
        FolderLock.acquire(folder).close();
    }

    @Test
    void waitingInVainLeavesTheLockToItsHolder() {
        FolderLock lock = FolderLock.acquire(folder);
        assertEquals(Optional.empty(), FolderLock.await(folder, Duration.ofMillis(1)));
        assertThrows(StoreException.class, () -> FolderLock.acquire(folder));
        lock.close();
    }

    @Test
    void theOneThatWaitsGetsTheLockNext() {
        FolderLock lock = FolderLock.acquire(folder);
        CompletableFuture<Optional<FolderLock>> next =
                CompletableFuture.supplyAsync(() -> FolderLock.await(folder, Duration.ofMinutes(1)));
        lock.close();
        next.join().orElseThrow().close();
    }

    @Test
    void aNewFolderIsMadeAndTheFileNamesTheProcess() throws IOException {
        Path made = folder.resolve("a/b");
        FolderLock.await(made, Duration.ZERO).orElseThrow().close();
        assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(made.resolve(FolderLock.FILE_NAME)));
    }

    @Test
    void anInterruptEndsTheWait() {
        FolderLock lock = FolderLock.acquire(folder);
        Thread.currentThread().interrupt();
        assertThrows(StoreException.class, () -> FolderLock.await(folder, Duration.ofMinutes(1)));
        assertTrue(Thread.interrupted());
        lock.close();
    }
}
