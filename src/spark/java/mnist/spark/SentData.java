package mnist.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mnist.file.AtomicFile;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.Sha256;
import mnist.file.StoreException;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Data that workers lack. Spark brings them in pieces, each named by its hash, to every executor, which puts them together
 * under the path that they have on the driver: so runs, which remember that path, find them again wherever they go on.
 */
record SentData(List<SentFile> files) implements Serializable {
    private static final int BUFFER = 1 << 16;
    private static final Set<String> PLACED = new HashSet<>();

    /** @param pieces in their order */
    private record SentFile(String path, List<Piece> pieces) implements Serializable {}

    private record Piece(String sha256, long bytes) implements Serializable {}

    /**
     * Hands the files to Spark, which serves copies of them: under its own name a file might meet another of that name.
     *
     * @param places absolute paths of files, and of folders, of which all files are sent that are not hidden
     * @param scratch an empty folder, which stays as long as Spark runs
     * @throws StoreException if a file cannot be read, or a piece not be written
     */
    static SentData send(JavaSparkContext spark, Collection<Path> places, long pieceBytes, Path scratch) {
        List<SentFile> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> below = Files.walk(place)) {
                for (Path file : below.filter(SentData::isData).sorted().toList()) {
                    files.add(new SentFile(file.toString(), pieces(spark, file, pieceBytes, scratch)));
                }
            } catch (IOException e) {
                throw StoreException.reading(place, e);
            }
        }
        return new SentData(files);
    }

    /** Locks and other hidden files are not. */
    private static boolean isData(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
    }

    private static List<Piece> pieces(JavaSparkContext spark, Path file, long pieceBytes, Path scratch)
            throws IOException {
        List<Piece> pieces = new ArrayList<>();
        long size = Files.size(file);
        try (InputStream in = RegularFile.open(file)) {
            for (long from = 0; from < size; from += pieceBytes) {
                long bytes = Math.min(pieceBytes, size - from);
                Path cut = scratch.resolve("piece");
                String hash;
                try (OutputStream out = Files.newOutputStream(cut)) {
                    hash = copy(in, bytes, out);
                }
                pieces.add(new Piece(hash, bytes));
                Path named = scratch.resolve(hash);
                if (!PathKind.exists(named)) {
                    Files.move(cut, named);
                    spark.addFile(named.toString());
                }
            }
        }
        return pieces;
    }

    /** Copies so many bytes, or as many as there are. Returns their hash. */
    private static String copy(InputStream in, long bytes, OutputStream out) throws IOException {
        Sha256 hash = new Sha256();
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        for (int read = 0; left > 0 && read >= 0; left -= Math.max(0, read)) {
            read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read > 0) {
                hash.add(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return hash.hex();
    }

    /**
     * Puts down what this machine lacks, once in a process.
     *
     * @throws StoreException if it cannot be written, a piece is damaged, or a file of that name has another content
     */
    void place() {
        synchronized (PLACED) {
            for (SentFile sent : files) {
                if (!PLACED.contains(sent.path)) {
                    place(sent);
                    PLACED.add(sent.path);
                }
            }
        }
    }

    private static void place(SentFile sent) {
        Path file = Path.of(sent.path);
        try {
            if (PathKind.exists(file)) {
                requireSame(sent, file);
                return;
            }
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
        AtomicFile.createFolder(file.getParent());
        AtomicFile.write(file, out -> {
            for (Piece piece : sent.pieces) {
                Path brought = Path.of(SparkFiles.get(piece.sha256));
                try (InputStream in = RegularFile.open(brought)) {
                    requireHash(brought, piece.sha256, copy(in, piece.bytes, out));
                }
            }
        });
    }

    private static void requireSame(SentFile sent, Path file) throws IOException {
        try (InputStream in = RegularFile.open(file)) {
            for (Piece piece : sent.pieces) {
                requireHash(file, piece.sha256, copy(in, piece.bytes, OutputStream.nullOutputStream()));
            }
            requireHash(file, new Sha256().hex(), copy(in, 1, OutputStream.nullOutputStream()));
        }
    }

    private static void requireHash(Path file, String expected, String found) {
        if (!found.equals(expected)) {
            throw StoreException.of(
                    file, "the content that the driver sends (" + expected + ")", found, "remove it on this machine");
        }
    }
}
