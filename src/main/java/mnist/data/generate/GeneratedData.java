package mnist.data.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;

/** A folder of digits drawn by {@link DigitGenerator}, in four IDX files named like MNIST's, and a note that says so. */
public final class GeneratedData {
    /** What such a data set is called. */
    public static final String NAME = "generated digits";

    /** As many images as MNIST has. */
    public static final int DEFAULT_TRAIN = 60_000;

    public static final int DEFAULT_TEST = 10_000;
    public static final long DEFAULT_SEED = 1;

    /** The file that tells such a folder from one with real data. */
    public static final String NOTE = "SOURCE.txt";

    private static final String NOTE_START = NAME + ": drawn by a program, not written by people, and not MNIST";

    /** Test images are counted from here, so that no image is in both parts. */
    static final long FIRST_TEST_INDEX = 1L << 40;

    private static final Pattern DATA = Pattern.compile("(train|t10k)-(images|labels).*");

    private static final int LONGEST_NOTE = 1 << 16;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final long seed;
    private final int threads;
    private final ProgressCallback progress;

    private GeneratedData(Path folder, long seed, int threads, ProgressCallback progress) {
        this.folder = folder;
        this.seed = seed;
        this.threads = threads;
        this.progress = progress;
    }

    /** Whether the folder's note says that its images were generated. */
    public static boolean isIn(Path folder) {
        return note(folder).startsWith(NOTE_START);
    }

    /** Writes a data set, with all processors. See {@link #write(Path, int, int, long, int, ProgressCallback)}. */
    public static void write(Path folder, int train, int test, long seed, ProgressCallback progress) {
        write(folder, train, test, seed, Runtime.getRuntime().availableProcessors(), progress);
    }

    /**
     * Writes a data set of 28 x 28 images, unless the very same is there already. Memory is bounded however many images
     * there are; a file is put in its place only when all of them are complete.
     *
     * @param folder created if need be; older generated digits in it are replaced
     * @param train number of training images, at least 1
     * @param test number of test images, at least 1
     * @param threads at least 1; the bytes do not depend on it
     * @throws DataException if the folder holds images that were not generated
     * @throws StoreException if it cannot be written
     */
    public static void write(Path folder, int train, int test, long seed, int threads, ProgressCallback progress) {
        if (train < 1 || test < 1) {
            throw new IllegalArgumentException(
                    "a data set needs at least 1 image in each part, not %s and %s".formatted(train, test));
        }
        FolderLock lock = FolderLock.await(folder, PATIENCE).orElseThrow(() -> DataException.inUse(folder));
        try (lock) {
            new GeneratedData(folder, seed, threads, progress).writeLocked(train, test);
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    private void writeLocked(int train, int test) throws IOException {
        String note = describe(train, test, seed);
        removeLeftovers();
        boolean same = note.equals(note(folder));
        if (same && hasSize("train", train) && hasSize("t10k", test)) {
            return;
        }
        if (holdsOtherImages(isIn(folder))) {
            throw DataException.about(
                    folder, "holds images that were not generated, they are not overwritten", "name another folder");
        }
        try (Part trainPart = new Part("train", train);
                Part testPart = new Part("t10k", test)) {
            fill(trainPart, 0, 0, train + test);
            fill(testPart, FIRST_TEST_INDEX, train, train + test);
            if (!same) {
                // Else a kill below would leave the new note beside older images, which may be as many.
                for (Path file : files()) {
                    Files.deleteIfExists(file);
                }
            }
            // The note comes before the images: generated ones must never lie there without it.
            AtomicFile.write(folder.resolve(NOTE), note);
            trainPart.finish();
            testPart.finish();
        }
    }

    /** What a killed run left: whoever holds the lock is the only one who writes here. */
    private void removeLeftovers() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(IdxWriter.partOf(file));
        }
        AtomicFile.removeLeftovers(folder);
    }

    private List<Path> files() {
        return Stream.of("train", "t10k")
                .flatMap(part -> Stream.of(imageFile(part), labelFile(part)))
                .toList();
    }

    private void fill(Part part, long firstIndex, int doneBefore, long total) throws IOException {
        int[] done = {doneBefore};
        new DigitChunks(seed, threads).generate(firstIndex, part.count, (images, labels) -> {
            part.images.write(images, 0, images.length);
            part.labels.write(labels, 0, labels.length);
            done[0] += labels.length;
            progress.progress(NAME, done[0], total);
        });
    }

    private static String describe(int train, int test, long seed) {
        return NOTE_START
                + "\n%s training and %s test images, seed %s, version %s of the generator\n"
                        .formatted(train, test, seed, DigitGenerator.VERSION);
    }

    /** What the folder's note says; empty if there is none. */
    public static String note(Path folder) {
        Path file = folder.resolve(NOTE);
        try {
            if (PathKind.of(file) != PathKind.FILE) {
                return "";
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // Not taken for absent: generated digits would pass for people's.
            throw DataException.unreadable(file, e);
        }
    }

    private boolean hasSize(String part, int count) {
        return size(imageFile(part))
                        == imageHeader(count).headerBytes() + imageHeader(count).contentBytes()
                && size(labelFile(part)) == IdxHeader.ofBytes(count).headerBytes() + (long) count;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException absent) {
            return -1;
        }
    }

    /** @param generated whether files with the names that are written here are generated ones */
    private boolean holdsOtherImages(boolean generated) throws IOException {
        return RegularFile.list(folder).stream()
                .filter(file -> !generated || !files().contains(file))
                .anyMatch(file -> DATA.matcher(file.getFileName().toString()).matches());
    }

    private Path imageFile(String part) {
        return folder.resolve(part + "-images-idx3-ubyte");
    }

    private Path labelFile(String part) {
        return folder.resolve(part + "-labels-idx1-ubyte");
    }

    private static IdxHeader imageHeader(int count) {
        return IdxHeader.ofBytes(count, DigitGenerator.SIDE, DigitGenerator.SIDE);
    }

    /** The two files of the training or of the test images, not yet in their places. */
    private final class Part implements AutoCloseable {
        final int count;
        final IdxWriter images;
        final IdxWriter labels;

        Part(String name, int count) throws IOException {
            this.count = count;
            images = new IdxWriter(imageFile(name), imageHeader(count));
            try {
                labels = new IdxWriter(labelFile(name), IdxHeader.ofBytes(count));
            } catch (IOException e) {
                images.close();
                throw e;
            }
        }

        void finish() throws IOException {
            images.finish();
            labels.finish();
        }

        @Override
        public void close() throws IOException {
            try (images) {
                labels.close();
            }
        }
    }
}
