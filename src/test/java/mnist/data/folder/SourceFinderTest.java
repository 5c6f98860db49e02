package mnist.data.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.files.InputFile;
import mnist.data.idx.TestFiles;
import mnist.data.source.ClassChoice;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;
import mnist.file.RegularFile;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which shapes of data are found. */
class SourceFinderTest {
    private static final List<String> NAMES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    @TempDir
    Path folder;

    @Test
    void oneFolderForEachFile() {
        write(folder, name -> name + "/" + name);
        assertIsRead(folder);
    }

    @Test
    void oneFolderForEachFileWhichHasADotInItsName() {
        write(folder, name -> name + "/" + name.replace("-idx", ".idx"));
        assertIsRead(folder);
    }

    /** Kaggle's archive: a folder under the first of the names, and the file itself under a later one. */
    @Test
    void aFolderOfTheNameDoesNotHideTheFile() throws IOException {
        for (String name : NAMES) {
            Files.createDirectory(folder.resolve(name));
        }
        write(folder, name -> name.replace("-idx", ".idx"));
        assertIsRead(folder);
    }

    @Test
    void aFolderOfTheNameThatHoldsNoSuchFileIsNamed() throws IOException {
        write(folder, UnaryOperator.identity());
        Files.delete(folder.resolve(NAMES.get(0)));
        Files.createDirectory(folder.resolve(NAMES.get(0)));
        String message =
                assertThrows(DataException.class, ReadFolder.of(folder)::train).getMessage();
        assertTrue(message.startsWith(folder.resolve(NAMES.get(0)) + ": "), message);
    }

    /** As torchvision keeps it. */
    @Test
    void foldersInFolders() {
        write(folder.resolve("MNIST/raw"), UnaryOperator.identity());
        assertIsRead(folder);
    }

    @Test
    void theFolderItselfCountsFirst() {
        write(folder, UnaryOperator.identity());
        write(folder.resolve("old"), name -> "qmnist-" + name.replace("t10k", "test"));
        assertIsRead(folder);
    }

    /** So that the missing file is named, and no other data are taken in silence. */
    @Test
    void aFolderWithSomeOfTheFilesCountsFirstToo() throws IOException {
        write(folder, UnaryOperator.identity());
        Files.delete(folder.resolve(NAMES.get(2)));
        write(folder.resolve("old"), UnaryOperator.identity());
        String message = assertThrows(DataException.class, () -> both(folder)).getMessage();
        assertTrue(message.contains("t10k-images-idx3-ubyte"), message);
    }

    @Test
    void ofSeveralItIsAskedWhich() {
        write(folder.resolve("mnist"), UnaryOperator.identity());
        write(folder.resolve("fashion"), UnaryOperator.identity());
        assertRefused(folder, "several data sets (expected one, found 2, for example in fashion and mnist)");
    }

    @Test
    void withoutAnyItIsSaidWhatIsThere() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        assertRefused(folder, "holds no data set", "found no files");
        Files.writeString(folder.resolve("a/b/notes.txt"), "nothing");
        assertRefused(folder, "found 1 file, a/b/notes.txt");
        assertRefused(folder.resolve("a/b/notes.txt"), "is no data set", "found a text file");
        assertRefused(folder.resolve("nothing"), "no such folder or file");
    }

    @ParameterizedTest
    @ValueSource(strings = {" (1)", ".gz", ".xz", " (1).gz"})
    void namesAsPeopleHaveThem(String ending) {
        write(folder, name -> name.toUpperCase(Locale.ROOT) + ending);
        assertIsRead(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist.zip", "mnist.tar", "mnist.tar.gz", "mnist.tgz", "mnist.tar.xz"})
    void archivesAreReadInPlace(String name) throws IOException {
        Path archive = folder.resolve(name);
        writeArchive(archive, List.of("./", "./", "./", "./"));
        assertIsRead(archive);
        writeArchive(archive, List.of("a/b/", "a/b/", "a/b/", "a/b/"));
        assertIsRead(archive);
        assertIsRead(folder);
        assertEquals(List.of(archive), RegularFile.list(folder));
        new SourceReader(finder(Reading.PLAIN).find(archive), "toy", Reading.PLAIN, null, Storage.STREAMED)
                .both()
                .test()
                .fingerprint();
    }

    @Test
    void anArchiveForEachFile() throws IOException {
        for (String name : NAMES) {
            write(folder.resolve("plain"), UnaryOperator.identity());
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(folder.resolve(name + ".zip"))) {
                putEntry(
                        zip,
                        zip.createArchiveEntry(folder.resolve("plain/" + name), name),
                        Files.readAllBytes(folder.resolve("plain/" + name)));
            }
        }
        deleteFolder(folder.resolve("plain"));
        assertIsRead(folder);
    }

    @Test
    void aDamagedArchiveIsNamed() throws IOException {
        Path archive = folder.resolve("mnist.zip");
        writeArchive(archive, List.of("", "", "", ""));
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(archive, "damaged archive");
        assertRefused(folder, "damaged archive");
    }

    /** Where the disk fails, another copy of the archive does not help. */
    @Test
    void anArchiveThatCannotBeReadIsNotCalledDamaged() throws IOException {
        for (String name : List.of("mnist.zip", "mnist.tar")) {
            Path file = folder.resolve(name);
            writeArchive(file, List.of("", "", "", ""));
            Archive archive = Archive.of(file).orElseThrow();
            Files.delete(file);
            DataException refused = assertThrows(DataException.class, archive::files);
            assertTrue(refused.getMessage().contains("no such file; check the path"), refused.getMessage());
        }
    }

    /** No memory is taken for what an archive only says that it holds. */
    @Test
    void anArchiveThatClaimsTooMuchIsRefused() throws IOException {
        Path archive = folder.resolve("mnist.tar");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(NAMES.get(0));
            entry.setSize(4);
            putEntry(out, entry, new byte[4]);
        }
        Files.write(archive, bytes.toByteArray());
        FilePlace place = FileTree.of(Archive.of(archive).orElseThrow()).files().get(NAMES.get(0));
        Archive.Entry claimed = new Archive.Entry(place.entry().archive(), NAMES.get(0), 1L << 40);
        String message = assertThrows(DataException.class, () -> InputFile.of(new FilePlace(archive, claimed)))
                .getMessage();
        assertTrue(message.contains("larger than its archive can hold (expected at most "), message);
        assertTrue(message.endsWith(" bytes, found 1099511627776); get the archive again"), message);
    }

    /** Turned over its diagonal, with letters that are counted from 1 and a file that says which. */
    @Test
    void emnistComesOutUpright() throws IOException {
        byte[] image = new byte[20];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) i;
        }
        byte[] turned = new byte[20];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 5; column++) {
                turned[column * 4 + row] = image[row * 5 + column];
            }
        }
        for (String part : List.of("train", "test")) {
            TestFiles.write(
                    folder,
                    "emnist-letters-" + part + "-images-idx3-ubyte.gz",
                    TestFiles.gz(TestFiles.idx(8, new int[] {2, 5, 4}, twice(turned))));
            TestFiles.write(
                    folder,
                    "emnist-letters-" + part + "-labels-idx1-ubyte",
                    TestFiles.idx(8, new int[] {2}, new byte[] {1, 2}));
            TestFiles.write(
                    folder,
                    "emnist-digits-" + part + "-images-idx3-ubyte",
                    TestFiles.idx(8, new int[] {2, 5, 4}, twice(turned)));
            TestFiles.write(
                    folder,
                    "emnist-digits-" + part + "-labels-idx1-ubyte",
                    TestFiles.idx(8, new int[] {2}, new byte[] {0, 1}));
        }
        Files.writeString(folder.resolve("emnist-letters-mapping.txt"), "1 65 97\n2 66 98\n");
        assertRefused(
                folder,
                "several data sets (expected one, found digits, letters); choose one, for example --split digits");
        Reading letters = reading("letters");
        TrainTest data = new SourceReader(finder(letters).find(folder), "toy", letters, null, Storage.AUTO).both();
        assertEquals(List.of("Aa", "Bb"), data.test().classNames().names());
        assertEquals(1, data.train().label(1));
        byte[] found = new byte[20];
        data.train().image(1, found);
        assertArrayEquals(image, found);
        assertEquals(4, data.train().rows());
        String message = assertThrows(
                        InvalidSetting.class, () -> finder(reading("byclass")).find(folder))
                .getMessage();
        assertTrue(message.contains("expected one of those in " + folder + ": digits, letters"), message);
    }

    /** The label after the pixels and the classes in a file beside the table, as Kaggle has EMNIST. */
    @Test
    void aMappingNamesTheClassesOfATable() throws IOException {
        Files.writeString(
                folder.resolve("emnist-letters-train.csv"), "1,0,0,255,9\n2,0,255,0,9\n1,0,0,250,9\n".repeat(9));
        Files.writeString(folder.resolve("emnist-letters-test.csv"), "2,0,255,0,9\n1,0,0,250,9\n");
        Files.writeString(folder.resolve("emnist-letters-mapping.txt"), "1 65 97\n2 66 98\n3 67 99\n");
        assertEquals(List.of("Aa", "Bb", "Cc"), both(folder).test().classNames().names());
    }

    @Test
    void filesOfClassesThatCannotBeRead() throws IOException {
        write(folder, UnaryOperator.identity());
        Files.writeString(folder.resolve("classes.txt"), "a\n".repeat(1001));
        String message = assertThrows(DataException.class, () -> both(folder)).getMessage();
        assertTrue(
                message.contains("classes.txt: too many classes (expected 1000 lines at most, found 1001)"), message);
        Files.writeString(folder.resolve("classes.txt"), "zero\none\ntwo\n");
        message = assertThrows(DataException.class, () -> both(folder)).getMessage();
        assertTrue(
                message.contains("label outside the classes (expected zero, one, two, found 3 for image 3)"), message);
    }

    private static SourceFinder finder(Reading reading) {
        return new SourceFinder(reading, (tree, how) -> List.of());
    }

    private static Reading reading(String split) {
        return new Reading(split, null, false, false, null, null, null, null, null, ClassChoice.ALL, null, null);
    }

    private static byte[] twice(byte[] image) {
        return ByteBuffer.allocate(2 * image.length).put(image).put(image).array();
    }

    @Test
    void namesOfQmnist() {
        write(folder, name -> "qmnist-" + name.replace("t10k", "test").replace("labels-idx1-ubyte", "labels-idx2-int"));
        assertIsRead(folder);
    }

    private static void assertIsRead(Path home) {
        TrainTest data = both(home);
        assertEquals(30, data.train().size());
        assertEquals(20, data.test().size());
    }

    private static TrainTest both(Path home) {
        return new SourceReader(finder(Reading.PLAIN).find(home), "toy", Reading.PLAIN, null, Storage.AUTO).both();
    }

    private static void assertRefused(Path home, String... expectedParts) {
        String message = assertThrows(DataException.class, () -> both(home)).getMessage();
        assertTrue(message.startsWith(home.toString()) || message.contains(".zip: "), message);
        for (String part : expectedParts) {
            assertTrue(message.contains(part), message);
        }
    }

    private void writeArchive(Path archive, List<String> folders) throws IOException {
        Path plain = folder.resolve("plain");
        write(plain, UnaryOperator.identity());
        OutputStream out = Files.newOutputStream(archive);
        if (archive.toString().endsWith("gz")) {
            out = new GZIPOutputStream(out);
        } else if (archive.toString().endsWith("xz")) {
            out = new XZCompressorOutputStream(out);
        }
        boolean zip = archive.toString().endsWith("zip");
        try (ArchiveOutputStream<?> entries = zip ? new ZipArchiveOutputStream(out) : new TarArchiveOutputStream(out)) {
            for (int i = 0; i < NAMES.size(); i++) {
                byte[] bytes = Files.readAllBytes(plain.resolve(NAMES.get(i)));
                String name = folders.get(i) + NAMES.get(i);
                if (entries instanceof ZipArchiveOutputStream zipped) {
                    putEntry(zipped, new ZipArchiveEntry(name), bytes);
                } else if (entries instanceof TarArchiveOutputStream tar) {
                    TarArchiveEntry entry = new TarArchiveEntry(name);
                    entry.setSize(bytes.length);
                    putEntry(tar, entry, bytes);
                }
            }
        }
        deleteFolder(plain);
    }

    private static <E extends ArchiveEntry> void putEntry(ArchiveOutputStream<E> archive, E entry, byte[] bytes)
            throws IOException {
        archive.putArchiveEntry(entry);
        archive.write(bytes);
        archive.closeArchiveEntry();
    }

    private static void deleteFolder(Path plain) throws IOException {
        for (Path file : RegularFile.list(plain)) {
            Files.delete(file);
        }
        Files.delete(plain);
    }

    private static void write(Path home, UnaryOperator<String> place) {
        List<byte[]> contents = List.of(
                TestFiles.imageFile(30, 4, 5),
                TestFiles.labelFile(30),
                TestFiles.imageFile(20, 4, 5),
                TestFiles.labelFile(20));
        for (int i = 0; i < NAMES.size(); i++) {
            Path file = home.resolve(place.apply(NAMES.get(i)));
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, coded(file, contents.get(i)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] coded(Path file, byte[] content) throws IOException {
        if (file.toString().endsWith(".xz")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (XZCompressorOutputStream xz = new XZCompressorOutputStream(bytes)) {
                xz.write(content);
            }
            return bytes.toByteArray();
        }
        return file.toString().endsWith(".gz") ? TestFiles.gz(content) : content;
    }
}
