package mnist.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mnist.data.DataException;
import mnist.file.FileKind;
import mnist.file.IoFailure;
import mnist.file.RegularFile;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads zip and tar archives in place, the latter also compressed. Nothing is unpacked to disk. */
public record Archive(Path file, boolean zip) {
    private static final String AGAIN = "get the archive again";

    /** Where a tar file says that it is one. */
    private static final int TAR_MAGIC = 257;

    private static final String TAR = "ustar";

    /**
     * A file in an archive.
     *
     * @param name with its folders, parted by slashes
     * @param size of its content in bytes, as the archive says
     */
    public record Entry(Archive archive, String name, long size) {
        /** The content. @throws IOException also if it is not there any more */
        InputStream open() throws IOException {
            return archive.open(name);
        }
    }

    /** Told of every file in an archive. */
    @FunctionalInterface
    interface Visitor {
        /** @param content of this entry alone; valid during the call */
        void visit(String entry, InputStream content) throws IOException;
    }

    /** The archive in a file, if it is one. @throws DataException if the file cannot be read */
    public static Optional<Archive> of(Path file) {
        try (InputStream in = RegularFile.open(file)) {
            byte[] start = in.readNBytes(FileKind.START_BYTES);
            if (FileKind.isZip(start)) {
                return Optional.of(new Archive(file, true));
            }
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
        return isTar(file) ? Optional.of(new Archive(file, false)) : Optional.empty();
    }

    /** Whether it is a tar file; what is compressed and damaged is none. */
    private static boolean isTar(Path file) {
        try (InputStream in = decoded(file)) {
            byte[] start = in.readNBytes(FileKind.START_BYTES);
            return new String(start, StandardCharsets.ISO_8859_1).startsWith(TAR, TAR_MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    private static InputStream decoded(Path file) throws IOException {
        Coding coding;
        try (InputStream in = Files.newInputStream(file)) {
            coding = Coding.of(in.readNBytes(Coding.START_BYTES));
        }
        return coding.decode(Files.newInputStream(file));
    }

    /** The files in it, in the archive's order. @throws DataException if it is damaged */
    public List<Entry> files() {
        List<Entry> files = new ArrayList<>();
        try {
            if (zip) {
                try (ZipFile open = zipFile()) {
                    Collections.list(open.getEntries()).forEach(entry -> note(entry, files));
                }
            } else {
                try (TarArchiveInputStream open = tarFile()) {
                    for (ArchiveEntry entry = open.getNextEntry(); entry != null; entry = open.getNextEntry()) {
                        note(entry, files);
                    }
                }
            }
        } catch (IOException e) {
            throw complaint(e);
        }
        return files;
    }

    private void note(ArchiveEntry entry, List<Entry> files) {
        if (!entry.isDirectory()) {
            files.add(new Entry(this, entry.getName(), Math.max(0, entry.getSize())));
        }
    }

    private InputStream open(String name) throws IOException {
        if (zip) {
            ZipFile open = zipFile();
            try {
                ZipArchiveEntry entry = open.getEntry(name);
                if (entry == null) {
                    throw missing(name);
                }
                return new WithFile(CheckedContent.of(open, entry), open);
            } catch (IOException | RuntimeException e) {
                open.close();
                throw e;
            }
        }
        TarArchiveInputStream open = tarFile();
        for (ArchiveEntry entry = open.getNextEntry(); entry != null; entry = open.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return open;
            }
        }
        open.close();
        throw missing(name);
    }

    /** Reads the files of a tar archive one after another. @throws DataException if it is damaged */
    void visit(Visitor visitor) {
        try (TarArchiveInputStream open = tarFile()) {
            for (ArchiveEntry entry = open.getNextEntry(); entry != null; entry = open.getNextEntry()) {
                if (!entry.isDirectory()) {
                    visitor.visit(entry.getName(), open);
                }
            }
        } catch (IOException e) {
            throw complaint(e);
        }
    }

    private IOException missing(String name) {
        return new IOException("it holds no " + name + " any more");
    }

    ZipFile zipFile() throws IOException {
        return ZipFile.builder().setPath(file).get();
    }

    private TarArchiveInputStream tarFile() throws IOException {
        return new TarArchiveInputStream(decoded(file));
    }

    private DataException complaint(IOException e) {
        if (e instanceof FileSystemException || IoFailure.of(e).cure() != null) {
            // It is the disk, not the archive.
            return DataException.unreadable(file, e);
        }
        String reason = e.getMessage() == null ? "it is cut off" : e.getMessage();
        boolean cut = zip && reason.contains("not a ZIP archive");
        return DataException.about(file, "damaged archive: " + (cut ? "it is cut off" : reason), AGAIN);
    }

    /** An entry's content; closing it closes the archive. */
    private static final class WithFile extends FilterInputStream {
        private final ZipFile file;

        WithFile(InputStream content, ZipFile file) {
            super(content);
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                file.close();
            }
        }
    }
}
