package mnist.view.document;

import java.util.List;
import java.util.stream.IntStream;
import mnist.view.language.Messages;

/**
 * What classes are called, for people to read.
 *
 * @param texts by class number, harmless for a terminal
 */
public record ClassLabels(List<String> texts) {
    public ClassLabels {
        texts = List.copyOf(texts);
    }

    /** Called "0", "1", ... */
    public static ClassLabels numbered(int count) {
        return new ClassLabels(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    public int count() {
        return texts.size();
    }

    public String of(int number) {
        return texts.get(number);
    }

    /** Cut off where it takes more columns than so many. */
    public String of(int number, int columns) {
        return TextWidth.cut(of(number), columns);
    }

    /** Within a sentence: "a 7", or "class Bag". {@code messages} has both as {@code a_digit} and {@code a_class}. */
    public String described(int number, Messages messages) {
        return messages.get(of(number).matches("[0-9]+") ? "a_digit" : "a_class")
                .formatted(of(number));
    }

    /** Whether they are called what {@link #numbered} calls them. */
    public boolean areNumbers() {
        return equals(numbered(count()));
    }

    /** Columns of the longest. */
    public int width() {
        return texts.stream().mapToInt(TextWidth::of).max().orElse(0);
    }
}
