package mnist.data.table;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a table says.
 *
 * @param set what is left without the ending and the words train or test: two tables of one set have it in common
 * @param part which part of a data set it is; null if the name does not say
 * @param emnist whether it is called as EMNIST's tables are
 * @param rank of two for the same part the one with the lower rank counts
 */
record TableName(String set, Part part, boolean emnist, int rank) {
    /** The part of a data set. */
    enum Part {
        TRAIN,
        TEST
    }

    /** Browsers add a number to the name of what is downloaded again. */
    private static final Pattern ENDING = Pattern.compile("(?<again> ?\\(\\d+\\))?\\.[ct]sv(?<coding>\\.gz|\\.xz)?$");

    private static final Pattern PART = Pattern.compile("(?<![a-z])(?<part>train|test)(ing)?(?![a-z])");

    private static final String EMNIST = "emnist";

    /** What this file's name says, without its folder; null if it is not called as tables are. */
    static TableName of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        Matcher ending = ENDING.matcher(name);
        if (!ending.find()) {
            return null;
        }
        String stem = name.substring(0, ending.start());
        Matcher word = PART.matcher(stem);
        Part part = word.find() ? Part.valueOf(word.group("part").toUpperCase(Locale.ROOT)) : null;
        String set = part == null ? stem : stem.substring(0, word.start()) + " " + stem.substring(word.end());
        int rank = (ending.group("again") == null ? 0 : 2) + (ending.group("coding") == null ? 0 : 1);
        return new TableName(set, part, stem.startsWith(EMNIST + "-"), rank);
    }

    /** What the set is called among others in the same folder: letters of emnist-letters-train. */
    String split() {
        String words = set.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return words.startsWith(EMNIST + "-") ? words.substring(EMNIST.length() + 1) : words;
    }
}
