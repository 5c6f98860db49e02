package mnist.cli.frame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;

/** Files of options, {@code @FILE} on the command line, which picocli reads whole and without a look at what they are. */
public final class OptionFiles {
    private static final int LARGEST = 1 << 20;

    private OptionFiles() {}

    /** @throws StoreException when a word, or one in a file that a word names, is a pipe or a device, or too large */
    public static void check(String... words) {
        check(List.of(words), new HashSet<>());
    }

    private static void check(List<String> words, Set<Path> seen) {
        words.stream()
                .filter(word -> word.length() > 1 && word.startsWith("@") && !word.startsWith("@@"))
                .map(word -> word.substring(1))
                .filter(name -> name.indexOf('\0') < 0)
                .map(Path::of)
                .filter(seen::add)
                .forEach(file -> check(words(file), seen));
    }

    /** Of what is no file picocli says so itself. */
    private static List<String> words(Path file) {
        try {
            if (PathKind.of(file) == PathKind.NOTHING || PathKind.of(file) == PathKind.FOLDER) {
                return List.of();
            }
            return Stream.of(RegularFile.readText(file, LARGEST).split("[\\s\"']+"))
                    .toList();
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }
}
