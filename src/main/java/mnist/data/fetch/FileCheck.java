package mnist.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.InputFile;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxReader;
import mnist.file.Sha256;

/**
 * What was found in an IDX file of which every byte was read.
 *
 * @param bytes as it lies on disk; 0 if that could not be told
 * @param header null if it could not be read
 * @param sha256 of the file as it lies on disk; null if it could not be read
 * @param published the data set of the {@link Catalog} that has this very file; null if none
 * @param problem in one line, with the path; null if there is none
 */
public record FileCheck(FilePlace file, long bytes, IdxHeader header, String sha256, String published, String problem) {
    private static final int CHUNK = 1 << 16;

    /** Of a file that holds numbers of any type and rank. */
    public static FileCheck of(Path file) {
        return of(FilePlace.of(file), place -> {});
    }

    /** @param content throws a {@link DataException} where the file's header is not that of what it should hold */
    static FileCheck of(FilePlace file, Consumer<FilePlace> content) {
        IdxHeader header = null;
        String problem = null;
        try (IdxReader reader = IdxReader.open(file)) {
            header = reader.header();
            content.accept(file);
            readAll(reader);
        } catch (DataException e) {
            problem = e.getMessage();
        }
        try {
            InputFile stored = InputFile.of(file);
            String sha256 = sha256(stored);
            return new FileCheck(
                    file, stored.size(), header, sha256, published(sha256).orElse(null), problem);
        } catch (IOException e) {
            String unread = problem == null ? InputFile.complaint(file, e).getMessage() : problem;
            return new FileCheck(file, 0, header, null, null, unread);
        } catch (DataException e) {
            return new FileCheck(file, 0, header, null, null, problem == null ? e.getMessage() : problem);
        }
    }

    static FileCheck missing(Path folder, String what) {
        Path place = folder.resolve(what);
        return new FileCheck(FilePlace.of(place), 0, null, null, null, place + ": file missing; fetch the data again");
    }

    public boolean isSound() {
        return problem == null;
    }

    private static String sha256(InputFile file) throws IOException {
        Sha256 hash = new Sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = file.openStored()) {
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                hash.add(chunk, 0, got);
            }
        }
        return hash.hex();
    }

    private static void readAll(IdxReader reader) {
        byte[] chunk = new byte[CHUNK];
        while (reader.remaining() > 0) {
            reader.read(chunk, 0, (int) Math.min(chunk.length, reader.remaining()));
        }
        reader.finish();
    }

    private static Optional<String> published(String sha256) {
        return Catalog.entries().stream()
                .filter(entry ->
                        entry.files().stream().anyMatch(file -> file.sha256().equals(sha256)))
                .map(Catalog.Entry::title)
                .findFirst();
    }
}
