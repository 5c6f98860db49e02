package mnist.cli.frame;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;

/** Files of options, {@code @FILE} on the command line, which picocli reads whole and without a look at what they are. */
public final class OptionFiles {
    private static final int LARGEST = 1 << 20;

    /** A URL, perhaps as the value of an option. */
    private static final Pattern ADDRESS = Pattern.compile("(?:--[a-z-]+=)?(([a-z][a-z0-9]*)://(\\S+))");

    private OptionFiles() {}

    /** What Java makes of bytes that are not in the encoding of names. */
    private static final String UNREADABLE = "\ufffd";

    /**
     * @throws StoreException when a word, or one in a file that a word names, is a pipe or a device, or too large, or
     *     has bytes that are not UTF-8, or is an address in a network
     */
    public static void check(String... words) {
        check(List.of(words), new HashSet<>());
    }

    private static void check(List<String> words, Set<Path> seen) {
        refuseUnreadable(words);
        words.forEach(OptionFiles::refuseAddress);
        words.stream()
                .filter(word -> word.length() > 1 && word.startsWith("@") && !word.startsWith("@@"))
                .map(word -> word.substring(1))
                .flatMap(OptionFiles::path)
                .filter(seen::add)
                .forEach(file -> check(words(file), seen));
    }

    private static void refuseAddress(String word) {
        Matcher address = ADDRESS.matcher(word);
        if (!address.matches()) {
            return;
        }
        String cure = switch (address.group(2)) {
            case "file" -> "write the path alone, " + address.group(3);
            case "http", "https", "ftp" -> "download it first, curl -O " + address.group(1) + ", and name that file";
            default -> "copy it to this machine first, and name that file";
        };
        throw new StoreException("'" + address.group(1)
                + "' is no place on this machine: mnist reads and writes files here alone; " + cure);
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
