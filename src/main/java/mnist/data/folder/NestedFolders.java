package mnist.data.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mnist.data.DataException;

/** Looks for a data set below a folder that holds none itself, as downloads and other programs' caches have it. */
public final class NestedFolders {
    private static final int DEPTH = 5;

    /** Enough for every download; a whole disk is not searched. */
    private static final int MOST_FOLDERS = 2000;

    private NestedFolders() {}

    /**
     * The folder itself if it holds any of the four files or no data set is found below it; else the one below that holds one.
     *
     * @throws DataException if there are several
     */
    public static Path home(Path folder) {
        if (DataFolder.holdsSome(folder)) {
            return folder;
        }
        Search search = new Search();
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, search);
        } catch (IOException e) {
            throw DataException.unreadable(folder, e);
        }
        if (search.found.size() > 1) {
            search.found.sort(null);
            throw new DataException(
                    "%s: several data sets are below it (expected one, found %s, for example %s and %s); name one of them"
                            .formatted(folder, search.found.size(), search.found.get(0), search.found.get(1)));
        }
        return search.found.isEmpty() ? folder : search.found.get(0);
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final List<Path> found = new ArrayList<>();
        private int folders;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (++folders > MOST_FOLDERS) {
                return FileVisitResult.TERMINATE;
            }
            if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (DataFolder.holdsData(folder)) {
                found.add(folder);
                return FileVisitResult.SKIP_SUBTREE;
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
