package mnist.data.files;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import mnist.data.DataException;

/**
 * The files below a folder or in an archive, with those in archives in the folder. An archive in a folder counts as a folder
 * of its name without the ending.
 */
public final class FileTree {
    private static final int DEPTH = 5;

    /** Enough for a thousand classes in several parts; a whole disk is not searched. */
    private static final int MOST_FOLDERS = 5000;

    /** Of archives in a folder, each of which is read to see what is in it. */
    private static final int MOST_ARCHIVES = 20;

    private static final Pattern ARCHIVE = Pattern.compile("\\.(zip|tar|tgz|tar\\.gz|tar\\.xz)$");

    /** What macOS adds to archives and disks. */
    private static final Pattern HIDDEN = Pattern.compile("(^|/)(\\.[^/]|__MACOSX/)");

    private final Path root;
    private final SortedMap<String, FilePlace> files = new TreeMap<>();

    private FileTree(Path root) {
        this.root = root;
    }

    /** @throws DataException if the folder cannot be read, or an archive is damaged */
    public static FileTree of(Path folder) {
        FileTree tree = new FileTree(folder);
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, tree.new Search());
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        }
        return tree;
    }

    /** @throws DataException if it is damaged */
    public static FileTree of(Archive archive) {
        FileTree tree = new FileTree(archive.file());
        tree.add("", archive);
        return tree;
    }

    /** The folder or the archive. */
    public Path root() {
        return root;
    }

    /** By their paths from the root, with slashes; sorted. Hidden files are left out. */
    public SortedMap<String, FilePlace> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    private void add(String folder, Archive archive) {
        for (Archive.Entry entry : archive.files()) {
            put(folder + entry.name(), new FilePlace(archive.file(), entry));
        }
    }

    private void put(String path, FilePlace place) {
        // As tar has it when it packs the current folder.
        String fromRoot = path.replaceFirst("^(\\./+)+", "");
        if (!HIDDEN.matcher(fromRoot).find()) {
            files.put(fromRoot, place);
        }
    }

    private final class Search extends SimpleFileVisitor<Path> {
        private int folders;
        private int archives;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (++folders > MOST_FOLDERS) {
                // To leave out some would be to read a part of the data in silence.
                throw DataException.about(
                        root,
                        "has too many folders below it",
                        MOST_FOLDERS + " at most",
                        "more",
                        "name one nearer to the data");
            }
            boolean readable = Files.isReadable(folder) && Files.isExecutable(folder);
            return readable ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString().replace('\\', '/');
            String folder = ARCHIVE.matcher(path.toLowerCase(Locale.ROOT)).replaceFirst("");
            if (folder.length() < path.length() && attributes.isRegularFile() && ++archives <= MOST_ARCHIVES) {
                Optional<Archive> archive = Archive.of(file);
                if (archive.isPresent()) {
                    add(path.substring(0, folder.length()) + "/", archive.get());
                    return FileVisitResult.CONTINUE;
                }
            }
            if (attributes.isRegularFile()) {
                put(path, FilePlace.of(file));
            }
            return FileVisitResult.CONTINUE;
        }

        /** What cannot be read is left out. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
