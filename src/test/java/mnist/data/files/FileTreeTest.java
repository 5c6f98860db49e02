package mnist.data.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mnist.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path folder;

    @Test
    void hiddenFilesAreLeftOut() throws IOException {
        for (String path : new String[] {"a/b.png", "a/.b.png", "._c", "__MACOSX/a/b.png", "d"}) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        assertEquals(Set.of("a/b.png", "d"), FileTree.of(folder).files().keySet());
    }

    /** A part of the data is never taken for all of them. */
    @Test
    void tooManyFoldersAreRefused() throws IOException {
        for (int i = 0; i < 5000; i++) {
            Files.createDirectory(folder.resolve("f" + i));
        }
        String message =
                assertThrows(DataException.class, () -> FileTree.of(folder)).getMessage();
        assertEquals(
                folder
                        + ": has too many folders below it (expected 5000 at most, found more); name one nearer to the data",
                message);
    }
}
