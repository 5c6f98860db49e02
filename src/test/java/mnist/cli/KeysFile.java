package mnist.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys as they were found, in sections, beside the file that says what they should be. */
final class KeysFile {
    private static final String UPDATE = "keys.update";
    private static final Path FOLDER = Path.of("src", "test", "resources", "keys");

    private final String name;
    private final List<String> found = new ArrayList<>();

    /** Of the sections so far, by what is in them. */
    private final Map<List<String>, String> titles = new HashMap<>();

    KeysFile(String name) {
        this.name = name;
    }

    /** Adds the keys of JSON objects, one a line; those with an "event" are told apart by it. */
    KeysFile objects(String title, String lines) {
        Map<String, KeyTree> trees = new LinkedHashMap<>();
        lines.lines()
                .forEach(line ->
                        trees.computeIfAbsent(event(line), key -> new KeyTree()).add(line));
        trees.forEach((event, tree) -> section(event.isEmpty() ? title : title + ": " + event, tree.lines()));
        return this;
    }

    private static String event(String line) {
        String start = "{\"event\":\"";
        return line.startsWith(start) ? line.substring(start.length(), line.indexOf('"', start.length())) : "";
    }

    /** Adds the keys of a file that is one JSON object. */
    KeysFile object(String title, String json) {
        return section(title, new KeyTree().add(json).lines());
    }

    /** Adds lines; where an earlier section has the same ones, that section's title instead. */
    KeysFile section(String title, List<String> lines) {
        found.add((found.isEmpty() ? "" : "\n") + "# " + title);
        String same = titles.putIfAbsent(lines, title);
        found.addAll(same == null ? lines : List.of("as " + same));
        return this;
    }

    /** Fails where the keys are others than before, with those that are gone and those that are new. */
    void assertAsBefore() {
        String text = String.join("\n", found) + "\n";
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            String expected = Files.exists(file) ? Files.readString(file) : "";
            if (!expected.equals(text)) {
                fail("the keys are not those of " + file + " (- gone, + new):\n" + difference(expected, text)
                        + "if that is meant, write the file anew with -D" + UPDATE + "=true");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are in one text only, each under its section. */
    private static String difference(String expected, String found) {
        List<String> before = expected.lines().toList();
        List<String> after = found.lines().toList();
        int[][] common = commonLines(before, after);
        StringBuilder shown = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                shown.append(after.get(j).startsWith("#") ? after.get(j) + "\n" : "");
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                shown.append("- ").append(before.get(i++)).append('\n');
            } else {
                shown.append("+ ").append(after.get(j++)).append('\n');
            }
        }
        return shown.toString().replaceAll("(#[^\n]*\n)+(?=#|$)", "");
    }

    /** How many lines both have in common, in order, from line i of one and line j of the other on. */
    private static int[][] commonLines(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
