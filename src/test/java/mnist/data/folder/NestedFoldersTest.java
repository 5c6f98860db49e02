package mnist.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import mnist.data.DataException;
import mnist.data.TrainTest;
import mnist.data.idx.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedFoldersTest {
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
                assertThrows(DataException.class, DataFolder.of(folder)::train).getMessage();
        assertTrue(message.startsWith(folder.resolve(NAMES.get(0)) + ": "), message);
    }

    /** As torchvision keeps it. */
    @Test
    void foldersInFolders() {
        write(folder.resolve("MNIST/raw"), UnaryOperator.identity());
        assertEquals(folder.resolve("MNIST/raw"), NestedFolders.home(folder));
        assertIsRead(NestedFolders.home(folder));
    }

    @Test
    void theFolderItselfCountsFirst() {
        write(folder, UnaryOperator.identity());
        write(folder.resolve("old"), UnaryOperator.identity());
        assertEquals(folder, NestedFolders.home(folder));
    }

    /** So that the missing file is named, and no other data are taken in silence. */
    @Test
    void aFolderWithSomeOfTheFilesCountsFirstToo() throws IOException {
        write(folder, UnaryOperator.identity());
        Files.delete(folder.resolve(NAMES.get(3)));
        write(folder.resolve("old"), UnaryOperator.identity());
        assertEquals(folder, NestedFolders.home(folder));
    }

    @Test
    void whatIsNoFolderIsLeftToOthers() {
        Path nothing = folder.resolve("nothing");
        assertEquals(nothing, NestedFolders.home(nothing));
        Path file = TestFiles.write(folder, "file", new byte[1]);
        assertEquals(file, NestedFolders.home(file));
    }

    @Test
    void ofSeveralItIsAskedWhich() {
        write(folder.resolve("mnist"), UnaryOperator.identity());
        write(folder.resolve("fashion"), UnaryOperator.identity());
        String message = assertThrows(DataException.class, () -> NestedFolders.home(folder))
                .getMessage();
        String both = folder.resolve("fashion") + " and " + folder.resolve("mnist");
        assertTrue(message.startsWith(folder + ": ") && message.contains("found 2, for example " + both), message);
    }

    @Test
    void withoutAnyItIsTheFolderItself() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        assertEquals(folder, NestedFolders.home(folder));
    }

    @Test
    void namesOfQmnist() {
        write(folder, name -> "qmnist-" + name.replace("t10k", "test").replace("labels-idx1-ubyte", "labels-idx2-int"));
        assertIsRead(folder);
    }

    private static void assertIsRead(Path home) {
        assertTrue(DataFolder.holdsData(home));
        TrainTest data = DataFolder.of(home).both();
        assertEquals(30, data.train().size());
        assertEquals(20, data.test().size());
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
                Files.write(file, contents.get(i));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
