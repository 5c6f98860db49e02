package mnist.data.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.data.ClassNames;
import mnist.data.DataException;

/** The labels of images as their file has them, numbers or words; what classes they stand for is decided elsewhere. */
public final class Labels {
    private final Object place;

    /** The different labels, in the order of their first appearance. */
    private final List<String> words;

    /** For every image the place of its label among the words. */
    private final short[] codes;

    /** Who wrote each image; null where that is not known. */
    private final int[] writers;

    private Labels(Object place, List<String> words, short[] codes, int[] writers) {
        this.place = place;
        this.words = words;
        this.codes = codes;
        this.writers = writers;
    }

    /** The file they are from, for messages. */
    public Object place() {
        return place;
    }

    public int size() {
        return codes.length;
    }

    public List<String> words() {
        return words;
    }

    public String word(int image) {
        return words.get(codes[image]);
    }

    /** The place of an image's label among the {@link #words}. */
    int code(int image) {
        return codes[image];
    }

    /** Null where they are not known. */
    int[] writers() {
        return writers;
    }

    /** Takes labels one after another. */
    public static final class Builder {
        private final Object place;
        private final List<String> words = new ArrayList<>();
        private final Map<String, Short> codeOfWord = new HashMap<>();
        private final Map<Long, Short> codeOfNumber = new HashMap<>();
        private short[] codes;
        private int[] writers;
        private int size;

        /**
         * @param place the file they are from, for messages
         * @param expected about how many labels will come
         */
        public Builder(Object place, int expected) {
            this.place = place;
            codes = new short[Math.max(16, expected)];
        }

        /** @throws DataException if these are too many different labels */
        public void add(String word) {
            Short code = codeOfWord.get(word);
            append(code == null ? newCode(word) : code);
        }

        /** @throws DataException if these are too many different labels */
        public void add(long number) {
            Short code = codeOfNumber.get(number);
            if (code == null) {
                String word = Long.toString(number);
                code = codeOfWord.containsKey(word) ? codeOfWord.get(word) : newCode(word);
                codeOfNumber.put(number, code);
            }
            append(code);
        }

        /** Who wrote the image of the label that was added last. */
        public void writer(int writer) {
            if (writers == null) {
                writers = new int[codes.length];
            }
            writers[size - 1] = writer;
        }

        private short newCode(String word) {
            if (words.size() == ClassNames.MOST) {
                throw DataException.about(
                        place,
                        "too many different labels",
                        "at most " + ClassNames.MOST,
                        "one more: \"" + word + "\" for image " + size,
                        "are these the labels?");
            }
            short code = (short) words.size();
            words.add(word);
            codeOfWord.put(word, code);
            return code;
        }

        private void append(short code) {
            if (size == codes.length) {
                int larger = (int) Math.min(2L * size, Integer.MAX_VALUE - 8);
                codes = Arrays.copyOf(codes, larger);
                writers = writers == null ? null : Arrays.copyOf(writers, larger);
            }
            codes[size++] = code;
        }

        public int size() {
            return size;
        }

        public Labels build() {
            return new Labels(
                    place,
                    List.copyOf(words),
                    Arrays.copyOf(codes, size),
                    writers == null ? null : Arrays.copyOf(writers, size));
        }
    }
}
