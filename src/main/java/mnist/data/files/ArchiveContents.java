package mnist.data.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import mnist.data.DataException;
import mnist.data.Storage;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Any file of an archive, in any order. A tar archive, which can only be read through, is in memory for that. */
public final class ArchiveContents implements Closeable {
    private static final int MOST_BYTES = 256 << 20;

    /** Null for a tar archive. */
    private final ZipFile zip;

    private final Map<String, byte[]> contents;

    private ArchiveContents(ZipFile zip, Map<String, byte[]> contents) {
        this.zip = zip;
        this.contents = contents;
    }

    /** @throws DataException if it is damaged, or a tar archive that is too large for memory */
    public static ArchiveContents of(Archive archive) throws IOException {
        if (archive.zip()) {
            return new ArchiveContents(archive.zipFile(), Map.of());
        }
        long bytes = archive.files().stream().mapToLong(Archive.Entry::size).sum();
        if (!Storage.AUTO.inMemory(bytes)) {
            throw DataException.about(
                    archive.file(), "too large for the memory", "unpack it, or give Java more memory with -Xmx");
        }
        Map<String, byte[]> contents = new HashMap<>();
        archive.visit((name, content) -> contents.put(name, content.readAllBytes()));
        return new ArchiveContents(null, contents);
    }

    /** The content of one file; by one thread at a time. */
    public synchronized byte[] read(String name) throws IOException {
        if (zip == null) {
            return contents.get(name);
        }
        ZipArchiveEntry entry = zip.getEntry(name);
        try (InputStream in = CheckedContent.of(zip, entry)) {
            byte[] content = in.readNBytes(MOST_BYTES);
            if (content.length == MOST_BYTES) {
                throw new IOException("it is larger than 256 MB");
            }
            return content;
        }
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
