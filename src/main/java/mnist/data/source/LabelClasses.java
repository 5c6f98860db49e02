package mnist.data.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidSetting;
import mnist.data.ClassNames;
import mnist.data.DataException;

/** Which class each label stands for. */
public final class LabelClasses {
    /** No class: the image is left out. */
    static final int DROPPED = -1;

    /** Numbers count as counted through when at least one in so many of them occurs. */
    private static final int SPARSE = 2;

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-|[.]{2,3}|:)([0-9]{1,3})");

    private static final Comparator<String> ORDER = NaturalOrder.OF_NAMES;

    private final ClassNames names;
    private final Map<String, Integer> classOfWord;

    private LabelClasses(ClassNames names, Map<String, Integer> classOfWord) {
        this.names = names;
        this.classOfWord = classOfWord;
    }

    public ClassNames names() {
        return names;
    }

    /**
     * Finds the classes among the labels. Whole numbers counted from 0 or 1 of which at least half occur are classes up to
     * the largest, even where some between are missing; otherwise every label that occurs is a class. Numbers are ordered
     * by value, words as people sort them.
     *
     * @param words the labels of all parts
     * @param meanings all labels and what they are called; empty where they are their own names
     * @throws InvalidSetting where the choice names a class that there is not
     */
    public static LabelClasses of(Collection<String> words, Map<String, String> meanings, ClassChoice choice) {
        Map<String, String> nameOfWord = new HashMap<>();
        Set<String> found = new LinkedHashSet<>();
        // A label that is not among those that mean something is none of the classes.
        for (String word : all(meanings.isEmpty() ? words : meanings.keySet())) {
            String meaning = meanings.getOrDefault(word, word);
            nameOfWord.put(word, meaning);
            found.add(meaning);
        }
        List<String> names = new ArrayList<>(found);
        if (!choice.names().isEmpty()) {
            names = chosen(names, nameOfWord, choice.names());
        }
        require("merge", choice.merged().keySet(), names);
        require("drop", choice.dropped(), names);
        names.removeAll(choice.dropped());
        Set<String> classes = new LinkedHashSet<>();
        names.forEach(name -> classes.add(choice.merged().getOrDefault(name, name)));
        if (classes.isEmpty()) {
            throw new InvalidSetting("drop", "leaves no class; leave out fewer");
        }
        ClassNames result = new ClassNames(List.copyOf(classes));
        Map<String, Integer> classOfWord = new HashMap<>();
        for (Map.Entry<String, String> entry : nameOfWord.entrySet()) {
            String name = entry.getValue();
            boolean kept = names.contains(name);
            classOfWord.put(
                    entry.getKey(), kept ? result.indexOf(choice.merged().getOrDefault(name, name)) : DROPPED);
        }
        return new LabelClasses(result, classOfWord);
    }

    /**
     * The classes are known: those of a model, or of an earlier run. A label is one of them by what it means, or by itself.
     *
     * @param choice which labels are merged, renamed or left out
     * @throws InvalidSetting where the choice names a class that there is not
     */
    public static LabelClasses expecting(
            ClassNames expected, Collection<String> words, Map<String, String> meanings, ClassChoice choice) {
        LabelClasses found = of(words, meanings, choice);
        Map<String, Integer> classOfWord = new HashMap<>();
        found.classOfWord.forEach((word, number) -> {
            String name = number == DROPPED ? null : found.names.name(number);
            int known = name == null ? DROPPED : expected.indexOf(name);
            if (name != null && known < 0 && choice.equals(ClassChoice.ALL)) {
                known = expected.indexOf(word);
            }
            if (name == null || known >= 0) {
                classOfWord.put(word, known);
            }
        });
        return new LabelClasses(expected, classOfWord);
    }

    /** The words in the order of the classes, with numbers between that no image has. */
    private static List<String> all(Collection<String> words) {
        Set<String> different = new TreeSet<>(ORDER);
        different.addAll(words);
        if (!different.stream().allMatch(LabelClasses::isNumber)) {
            return List.copyOf(different);
        }
        List<Long> numbers = different.stream().map(Long::parseLong).toList();
        long least = numbers.get(0) == 1 ? 1 : 0;
        long largest = numbers.get(numbers.size() - 1);
        boolean through = largest < ClassNames.MOST + least && (long) SPARSE * numbers.size() >= largest - least + 1;
        return through
                ? IntStream.rangeClosed((int) least, (int) largest)
                        .mapToObj(Integer::toString)
                        .toList()
                : List.copyOf(different);
    }

    private static boolean isNumber(String word) {
        return word.matches("0|[1-9][0-9]{0,8}");
    }

    /** Some of the classes, or new names for all of them. Changes {@code nameOfWord} in the second case. */
    private static List<String> chosen(List<String> names, Map<String, String> nameOfWord, List<String> choice) {
        if (names.containsAll(choice)) {
            return new ArrayList<>(choice);
        }
        boolean numbers = names.stream().allMatch(LabelClasses::isNumber);
        if (!numbers || choice.stream().anyMatch(names::contains) || choice.size() != names.size()) {
            String unknown = choice.stream()
                    .filter(name -> !names.contains(name))
                    .findFirst()
                    .orElseThrow();
            throw new InvalidSetting(
                    "classes",
                    unknown + ": expected some of the classes " + shown(names)
                            + (numbers ? ", or " + names.size() + " new names for them all" : "") + ", found "
                            + choice.size() + (choice.size() == 1 ? " name" : " names")
                            + listed(unknown));
        }
        nameOfWord.replaceAll((word, name) -> choice.get(names.indexOf(name)));
        return new ArrayList<>(choice);
    }

    /** What to write for a range of classes, as 3-5 or 3..5; nothing for anything else. */
    private static String listed(String unknown) {
        Matcher range = RANGE.matcher(unknown);
        if (!range.matches()) {
            return "";
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        return first < last && last - first < ClassNames.MOST
                ? "; did you mean "
                        + IntStream.rangeClosed(first, last)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(","))
                        + "?"
                : "";
    }

    private static void require(String setting, Collection<String> wanted, List<String> names) {
        for (String name : wanted) {
            InvalidSetting.require(
                    names.contains(name), setting, name + ": expected one of the classes " + shown(names));
        }
    }

    private static String shown(List<String> names) {
        int most = 20;
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? ", ... (" + names.size() + ")" : "");
    }

    /**
     * The class of every image, {@link #DROPPED} for those to be left out.
     *
     * @throws DataException if a label is none of the classes that are expected
     */
    short[] of(Labels labels) {
        short[] classOfCode = new short[labels.words().size()];
        boolean unknown = false;
        for (int code = 0; code < classOfCode.length; code++) {
            Integer known = classOfWord.get(labels.words().get(code));
            classOfCode[code] = known == null ? Short.MIN_VALUE : known.shortValue();
            unknown |= known == null;
        }
        short[] classes = new short[labels.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = classOfCode[labels.code(i)];
            if (unknown && classes[i] == Short.MIN_VALUE) {
                throw DataException.about(
                        labels.place(),
                        "label outside the classes",
                        names.areNumbers() ? "0 to " + (names.count() - 1) : shown(names.names()),
                        labels.word(i) + " for image " + i,
                        "the file is damaged, or these are other data; --classes says what numbers mean, --drop leaves out");
            }
        }
        return classes;
    }
}
