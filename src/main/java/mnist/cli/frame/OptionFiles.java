package mnist.cli.frame;

import java.io.IOException;
import java.nio.file.InvalidPathException;
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

    /** What Java makes of bytes that are not in the encoding of names. */
    private static final String UNREADABLE = "\ufffd";

    /**
     * @throws StoreException when a word, or one in a file that a word names, is a pipe or a device, or too large, or
     *     has bytes that are not UTF-8
     */
    public static void check(String... words) {
        check(List.of(words), new HashSet<>());
    }

    private static void check(List<String> words, Set<Path> seen) {
        refuseUnreadable(words);
        words.stream()
                .filter(word -> word.length() > 1 && word.startsWith("@") && !word.startsWith("@@"))
                .map(word -> word.substring(1))
                .flatMap(OptionFiles::path)
                .filter(seen::add)
                .forEach(file -> check(words(file), seen));
    }

    /** Java cannot name such a file, and would take another one. */
    private static void refuseUnreadable(List<String> words) {
        if (!"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
            return;
        }
        for (String word : words) {
            if (word.contains(UNREADABLE)) {
                throw new StoreException(
                        "'" + word + "' has bytes that are not UTF-8, so that Java cannot name this file;"
                                + " give the file another name, for example with mv");
            }
        }
    }

    private static Stream<Path> path(String name) {
        try {
            return Stream.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
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
