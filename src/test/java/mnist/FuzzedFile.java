package mnist;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import mnist.data.DataException;
import mnist.file.StoreException;

/**
 * A file with content that a fuzzer made up. Whoever reads it either can, or refuses it as people are to be told: by one of
 * the project's exceptions, in one line, without having taken much memory.
 */
public final class FuzzedFile {
    /** Beside what is in proportion to the file. */
    private static final long MOST_BYTES = 64 << 20;

    /** Deflate packs at most a thousand bytes into one. */
    private static final long MOST_BYTES_PER_BYTE = 2100;

    private static final int LONGEST_MESSAGE = 1000;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Path file;

    private FuzzedFile() {}

    /** The one file of this JVM, with this content. */
    public static Path of(byte[] content) {
        try {
            if (file == null) {
                Path memory = Path.of("/dev/shm");
                file = Files.isWritable(memory)
                        ? Files.createTempFile(memory, "fuzzed", "")
                        : Files.createTempFile("fuzzed", "");
                file.toFile().deleteOnExit();
            }
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads it, by whatever reads such files. */
    public static void readBy(Consumer<Path> reader, byte[] content) {
        Path path = of(content);
        refusesOrReads(() -> reader.accept(path), content.length);
    }

    /** @param reading reads a file of so many bytes */
    public static void refusesOrReads(Runnable reading, int bytes) {
        long most = MOST_BYTES + MOST_BYTES_PER_BYTE * bytes;
        long taken = taken(reading);
        if (taken > most) {
            // The first time counts classes that are loaded, which happens once.
            taken = taken(reading);
        }
        assertTrue(taken <= most, taken + " bytes were taken");
    }

    private static long taken(Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reading.run();
        } catch (StoreException | DataException | InvalidSetting e) {
            assertIsOneLine(e.getMessage());
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** What people are told: short, in one line, no names of classes outside what is quoted. */
    public static void assertIsOneLine(String message) {
        assertTrue(message.length() < LONGEST_MESSAGE, message);
        assertTrue(message.lines().count() == 1, message);
        String ours = message.replaceAll("\".*\"|'.*'", "");
        assertFalse(ours.contains("Exception") || ours.contains("java."), message);
    }
}
