package mnist.data.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.files.InputFile;

/** Files beside the data that say what labels mean. */
final class ClassFile {
    /** The name of class 0, of class 1 ..., a line each. */
    static final String NAME = "classes.txt";

    /** EMNIST's, of which there may be one for each of its data sets. */
    private static final String MAPPING = "emnist-%s-mapping.txt";

    private static final Pattern ANY_MAPPING = Pattern.compile("[^/]*mapping\\.txt");
    private static final int MOST_TEXT = 1 << 20;

    private ClassFile() {}

    /**
     * What labels mean; empty where no file says it.
     *
     * @param folder of the data, in the tree
     * @param split of EMNIST; empty for other data
     * @throws DataException if the file that says it is not what it should be
     */
    static Map<String, String> names(FileTree tree, String folder, String split) {
        String start = folder.isEmpty() ? "" : folder + "/";
        FilePlace mapping = tree.files().get(start + MAPPING.formatted(split));
        List<FilePlace> mappings = tree.files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(start)
                        && ANY_MAPPING
                                .matcher(file.getKey().substring(start.length()))
                                .matches())
                .map(Map.Entry::getValue)
                .toList();
        if (mapping != null || mappings.size() == 1) {
            return ofMapping(mapping != null ? mapping : mappings.get(0));
        }
        FilePlace classes = tree.files().get(start + NAME);
        return classes == null ? Map.of() : ofLines(classes);
    }

    /** A line a class: its label and the Unicode numbers of the characters that it stands for. */
    private static Map<String, String> ofMapping(FilePlace file) {
        Map<String, String> names = new HashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String[] words = line.strip().split("\\s+", -1);
            try {
                StringBuilder name = new StringBuilder();
                for (int i = 1; i < words.length; i++) {
                    name.appendCodePoint(Integer.parseInt(words[i]));
                }
                if (name.isEmpty()) {
                    throw new IllegalArgumentException("no character");
                }
                names.put(Long.toString(Long.parseLong(words[0])), name.toString());
            } catch (IllegalArgumentException e) {
                throw DataException.about(
                        file,
                        "line " + number,
                        "a label and the numbers of characters, as in 1 65 97",
                        line,
                        "mend it");
            }
        }
        return names;
    }

    /** The names of classes, a line each. */
    static Map<String, String> ofLines(FilePlace file) {
        Map<String, String> names = new HashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).strip();
            if (names.containsValue(name)) {
                throw DataException.about(
                        file, "two classes of one name", "different names", name + " in line " + (i + 1), "mend it");
            }
            names.put(Integer.toString(i), name);
        }
        return names;
    }

    private static List<String> lines(FilePlace file) {
        List<String> lines;
        try (InputStream in = InputFile.of(file).open()) {
            String text = new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
            lines = text.strip().lines().toList();
        } catch (IOException e) {
            throw InputFile.complaint(file, e);
        }
        if (lines.size() > ClassNames.MOST) {
            throw DataException.about(
                    file,
                    "too many classes",
                    ClassNames.MOST + " lines at most",
                    lines.size(),
                    "is it the right file?");
        }
        return lines;
    }
}
