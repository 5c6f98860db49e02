package mnist.picture.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.source.FoundSource;
import mnist.data.source.Reading;
import mnist.data.source.SourceSearch;
import mnist.picture.PictureFile;

/**
 * Finds pictures that lie in folders named after their classes: {@code train/cat/1.png} and {@code test/cat/2.png}, or {@code
 * cat/1.png} alone. Names of parts may also be training and testing; pictures for validation are left out. Without such folders
 * their own names say the class, where all do: {@code 7_001.png} or {@code mnist_7_12.png} is a 7.
 *
 * @param cache where the images that are made of the pictures are kept
 * @param progress told how many pictures were read; closed at the end
 */
public record PictureSets(Path cache, Supplier<ProgressCallback> progress) implements SourceSearch {
    private static final Set<String> TRAIN = Set.of("train", "training");
    private static final Set<String> TEST = Set.of("test", "testing");
    private static final Set<String> OTHERS = Set.of("val", "valid", "validation");

    /** One digit, as longer numbers are dates and the like. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:(?<part>train|test)(?:ing)?/)?(?:[a-z]+[_-])?(?<label>\\d)[_-]\\d+\\.[^./]+", Pattern.CASE_INSENSITIVE);

    /**
     * A picture by what its path says.
     *
     * @param home the folder of the whole data set
     * @param part "train", "test", "" where none is named, or null for one that is left out
     */
    private record Sorted(String home, String part, LabelledPicture picture) {
        static Sorted ofName(String path, FilePlace place) {
            Matcher name = NAMED.matcher(path);
            if (!name.matches()) {
                throw new IllegalArgumentException(path);
            }
            String part = name.group("part") == null ? "" : name.group("part").toLowerCase(Locale.ROOT);
            return new Sorted("", part, new LabelledPicture(path, name.group("label"), place));
        }

        static Sorted of(String path, FilePlace place) {
            List<String> folders = new ArrayList<>(List.of(path.split("/", -1)));
            folders.remove(folders.size() - 1);
            if (folders.isEmpty()) {
                return new Sorted("", null, null);
            }
            String label = folders.remove(folders.size() - 1);
            for (int i = folders.size() - 1; i >= 0; i--) {
                String name = folders.get(i).toLowerCase(Locale.ROOT);
                String part = TRAIN.contains(name) ? "train" : TEST.contains(name) ? "test" : null;
                String home = String.join("/", folders.subList(0, i));
                if (OTHERS.contains(name)) {
                    return new Sorted(home, null, null);
                }
                if (part != null) {
                    return new Sorted(home, part, new LabelledPicture(path, label, place));
                }
            }
            return new Sorted(String.join("/", folders), "", new LabelledPicture(path, label, place));
        }
    }

    @Override
    public List<FoundSource> in(FileTree tree, Reading reading) {
        Map<String, Map<Split, List<LabelledPicture>>> sets = new TreeMap<>();
        Map<String, Integer> leftOut = new HashMap<>();
        Map<String, FilePlace> pictures = new TreeMap<>(tree.files());
        pictures.values().removeIf(place -> !PictureFile.isNamedLikeOne(place.name()));
        boolean byName = pictures.keySet().stream().allMatch(NAMED.asMatchPredicate());
        pictures.forEach((path, place) -> {
            Sorted sorted = byName ? Sorted.ofName(path, place) : Sorted.of(path, place);
            if (sorted.part == null) {
                leftOut.merge(sorted.home, 1, Integer::sum);
            } else {
                Split split = sorted.part.equals("test") ? Split.TEST : Split.TRAIN;
                sets.computeIfAbsent(sorted.home, home -> new TreeMap<>())
                        .computeIfAbsent(split, key -> new ArrayList<>())
                        .add(sorted.picture);
            }
        });
        List<FoundSource> found = new ArrayList<>();
        sets.forEach((home, parts) -> {
            Object place = home.isEmpty() ? tree.root() : tree.root() + "/" + home;
            requireTraining(place, parts);
            found.add(new FoundSource(
                    home,
                    null,
                    new PictureSource(
                            place,
                            parts,
                            byName
                                    ? "pictures named after their classes"
                                    : "pictures in folders" + text(leftOut.get(home)),
                            reading,
                            cache,
                            progress)));
        });
        return found;
    }

    private static String text(Integer leftOut) {
        return leftOut == null ? "" : " (left out: " + leftOut + " in no class, or for validation)";
    }

    private static void requireTraining(Object place, Map<Split, List<LabelledPicture>> parts) {
        if (!parts.containsKey(Split.TRAIN)) {
            throw DataException.about(
                    place,
                    "no training pictures",
                    "folders train and test, or only folders of classes",
                    "test alone",
                    "rename the folder, or name another");
        }
    }
}
