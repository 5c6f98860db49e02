package mnist.data.folder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.idx.IdxSource;
import mnist.data.source.FoundSource;
import mnist.data.source.Reading;

/**
 * Finds data sets of IDX files by the files' names: MNIST's ({@code train-images-idx3-ubyte}, {@code t10k-...}), QMNIST's
 * ({@code qmnist-test-labels-idx2-int}) and EMNIST's ({@code emnist-letters-train-images-idx3-ubyte}), each with a dot or a
 * dash, compressed or not, in capitals or not, with the number that browsers add.
 */
final class IdxSets {
    private static final Pattern NAME = Pattern.compile("(?:emnist-(?<split>\\w+)-|qmnist-)?(?<part>train|t10k|test)"
            + "[-_](?<what>images|labels)(?<mark>[-.])idx\\d-(?:ubyte|int)(?: ?\\(\\d+\\))?(?<coding>\\.gz|\\.xz)?");

    private IdxSets() {}

    /** A file by what its name says. */
    private record Named(String folder, String split, String role, int rank, FilePlace place) {
        static Named of(String path, FilePlace place) {
            int slash = path.lastIndexOf('/');
            Matcher name = NAME.matcher(path.substring(slash + 1).toLowerCase(Locale.ROOT));
            if (!name.matches()) {
                return null;
            }
            String folder = slash < 0 ? "" : path.substring(0, slash);
            int above = folder.lastIndexOf('/');
            // Some programs unpack every file into a folder of its name.
            boolean own = NAME.matcher(folder.substring(above + 1).toLowerCase(Locale.ROOT))
                    .matches();
            String home = own ? folder.substring(0, Math.max(0, above)) : folder;
            String part = name.group("part").equals("train") ? "train" : "test";
            int rank = (own ? 4 : 0)
                    + (name.group("coding") == null ? 0 : 2)
                    + (name.group("mark").equals("-") ? 0 : 1);
            String split = name.group("split") == null ? "" : name.group("split");
            return new Named(home, split, part + " " + name.group("what"), rank, place);
        }
    }

    /** Whether a file's name says that its images have rows and columns exchanged. */
    static boolean isTransposed(String name) {
        Matcher matcher = NAME.matcher(name.toLowerCase(Locale.ROOT));
        return matcher.matches() && matcher.group("split") != null;
    }

    /** All that have their training images and labels. */
    static List<FoundSource> in(FileTree tree, Reading reading) {
        Map<List<String>, List<Named>> sets = new TreeMap<>(Comparator.comparing(Object::toString));
        tree.files().forEach((path, place) -> {
            Named file = Named.of(path, place);
            if (file != null) {
                sets.computeIfAbsent(List.of(file.folder, file.split), key -> new ArrayList<>())
                        .add(file);
            }
        });
        return sets.values().stream()
                .map(files -> source(files, tree, reading))
                .filter(Objects::nonNull)
                .toList();
    }

    private static FoundSource source(List<Named> files, FileTree tree, Reading reading) {
        Map<String, Named> best = new HashMap<>();
        for (Named file : files) {
            best.merge(file.role, file, (a, b) -> a.rank <= b.rank ? a : b);
        }
        if (!best.containsKey("train images") || !best.containsKey("train labels")) {
            return null;
        }
        String folder = files.get(0).folder;
        String split = files.get(0).split;
        Map<String, String> names = ClassFile.names(tree, folder, split);
        Object place = folder.isEmpty() ? tree.root() : tree.root() + "/" + folder;
        return new FoundSource(
                folder,
                split.isEmpty() ? null : split,
                new IdxSource(
                        place,
                        place(best, "train images"),
                        place(best, "train labels"),
                        place(best, "test images"),
                        place(best, "test labels"),
                        names,
                        !split.isEmpty(),
                        reading.range()));
    }

    private static FilePlace place(Map<String, Named> files, String role) {
        return files.containsKey(role) ? files.get(role).place : null;
    }
}
