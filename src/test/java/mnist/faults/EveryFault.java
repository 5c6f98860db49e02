package mnist.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mnist.faults.Faults.Kind;
import mnist.file.AtomicFile;

/**
 * SQLite's loop: a piece of work is done with a fault at the first call to the file system, at the second, and so on
 * until there is no such call any more. After each fault it is done again, and must end as if nothing had been.
 */
public final class EveryFault {
    /** Work that writes files. */
    public interface Work {
        /** What is there before, in an empty folder. */
        void prepare(Path folder) throws IOException;

        /**
         * Does the work, or goes on with it.
         *
         * @return null if it is done, else the complaint, in one line
         * @throws AssertionError if it ended in a way in which it never should
         */
        String run(Path folder) throws IOException;

        /** What came of it: equal whenever the work is done. */
        Object result(Path folder) throws IOException;
    }

    private final Path folder;
    private final Work work;
    private final int step;
    private Object expected;
    private List<String> files;
    private int runs;

    /**
     * @param folder for the work, made and deleted again and again
     * @param step 1 for a fault at every call, 2 for one at every second call
     */
    public EveryFault(Path folder, Work work, int step) throws IOException {
        this.folder = folder;
        this.work = work;
        this.step = step;
        begin();
        assertNull(work.run(flawless()));
        expected = work.result(folder);
        files = files(file -> false);
    }

    /** Returns how many runs had a fault. */
    public int run(Kind kind, int first) throws IOException {
        int before = runs;
        Disk.Loss[] losses = Disk.Loss.values();
        int call = first;
        while (strike(kind, call, losses[runs % losses.length])) {
            call += step;
        }
        return runs - before;
    }

    /** Returns false if there was no such call. */
    private boolean strike(Kind kind, int call, Disk.Loss loss) throws IOException {
        begin();
        Faults faults = new Faults(kind, call, folder);
        String complaint = null;
        try {
            complaint = work.run(new FaultyFileSystem(faults).path(folder));
        } catch (Faults.Ended | RuntimeException | AssertionError e) {
            if (!faults.ended()) {
                throw new AssertionError(faults.struck() + ": " + e, e);
            }
        } finally {
            faults.end();
        }
        String fault = faults.struck();
        if (fault == null) {
            assertNull(complaint);
            assertEquals(expected, work.result(folder), "without a fault, " + kind);
            return false;
        }
        runs++;
        if (kind == Kind.POWER_CUT) {
            fault += ", lost " + loss;
            faults.disk().cut(loss);
        } else if (!faults.ended()) {
            check(kind, fault, complaint);
        }
        assertNull(work.run(flawless()), "again after " + fault);
        assertEquals(expected, work.result(folder), "again after " + fault);
        assertEquals(
                files, faults.ended() ? files(AtomicFile::isLeftover) : files(file -> false), "again after " + fault);
        return true;
    }

    /** Either the complaint says what the operating system said, or all is well in spite of the fault. */
    private void check(Kind kind, String fault, String complaint) throws IOException {
        if (complaint == null) {
            assertEquals(expected, work.result(folder), "a false success after " + fault);
        } else {
            assertTrue(complaint.contains(kind.reason()), "after " + fault + " it says: " + complaint);
            assertEquals(1, complaint.lines().count(), complaint);
        }
    }

    /** What was written to the very end is on disk: after the last call the power may go. */
    public void powerAfterTheEnd() throws IOException {
        for (Disk.Loss loss : Disk.Loss.values()) {
            begin();
            Faults faults = new Faults(Kind.POWER_CUT, Integer.MAX_VALUE, folder);
            assertNull(work.run(new FaultyFileSystem(faults).path(folder)));
            faults.end();
            faults.disk().cut(loss);
            assertEquals(expected, work.result(folder), "power cut after the end, lost " + loss);
        }
    }

    /** The folder without faults: nothing waits for the disk either. */
    private Path flawless() throws IOException {
        return new FaultyFileSystem(new Faults(Kind.BROKEN, Integer.MAX_VALUE, folder)).path(folder);
    }

    private void begin() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(folder);
        work.prepare(folder);
    }

    /** @param ignored the temporary files of a process that has ended, which this one has not: another would remove them */
    private List<String> files(Predicate<Path> ignored) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(ignored.negate())
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
