package mnist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.data.generate.SomeDigits;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;

/** Generated digits whose classes are called otherwise than by their numbers. */
final class NamedDigits {
    private static final int SIDE = 28;

    /** Words of one, wide characters, and text that would do harm in a page, a terminal or a table. */
    static final List<String> NAMES = List.of(
            "T-shirt/top",
            "\u732b\u3068\u72ac",
            "\ud83d\ude00",
            "<b>bold</b>",
            "</script><script>document.title = 1</script>",
            "red \u001b[31m, \u202ereversed",
            "two, \"three\"",
            "a name that is too long for the columns of any table that a terminal shows",
            "7",
            "'nine' & more");

    private NamedDigits() {}

    static Path write(Path folder, int train, int test) {
        SomeDigits.write(folder, train, test);
        return named(folder);
    }

    /** Dark digits on light ground. */
    static Path writeLight(Path folder, int train, int test) {
        try {
            Files.createDirectories(folder);
            write(folder, "train", train, 1);
            write(folder, "t10k", test, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named(folder);
    }

    private static void write(Path folder, String part, int count, long seed) throws IOException {
        byte[] images = SomeDigits.images(count, seed);
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) ~images[i];
        }
        IdxWriter.write(folder.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(count, SIDE, SIDE), images);
        byte[] labels = SomeDigits.labels(count, seed);
        IdxWriter.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(count), labels);
    }

    private static Path named(Path folder) {
        try {
            Files.write(folder.resolve("classes.txt"), NAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
