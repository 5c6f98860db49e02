package mnist.data.files;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mnist.FuzzedFile;
import mnist.data.idx.TestFiles;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives, whole and damaged: a list of files that can be read, or one complaint. */
class ArchiveFuzzTest {
    private static final int MOST_READ = 1 << 20;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(
                path -> {
                    Optional<Archive> archive = Archive.of(path);
                    if (archive.isPresent()) {
                        for (FilePlace place :
                                FileTree.of(archive.get()).files().values()) {
                            read(place);
                        }
                    }
                },
                content);
    }

    private static void read(FilePlace place) {
        try (InputStream in = InputFile.of(place).open()) {
            in.readNBytes(MOST_READ);
        } catch (IOException e) {
            throw InputFile.complaint(place, e);
        }
    }

    static List<byte[]> seeds() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            out.putArchiveEntry(new ZipArchiveEntry("a/b.gz"));
            out.write(TestFiles.gz(new byte[50]));
            out.closeArchiveEntry();
        }
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
            TarArchiveEntry entry = new TarArchiveEntry("../c");
            entry.setSize(9);
            out.putArchiveEntry(entry);
            out.write(new byte[9]);
            out.closeArchiveEntry();
        }
        byte[] whole = zip.toByteArray();
        byte[] otherByte = whole.clone();
        otherByte[whole.length - 10] ^= 0x55;
        return List.of(
                whole,
                tar.toByteArray(),
                TestFiles.gz(tar.toByteArray()),
                otherByte,
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(tar.toByteArray(), 700),
                TestFiles.gz(Arrays.copyOf(tar.toByteArray(), 300)));
    }
}
