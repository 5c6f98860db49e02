package mnist.data.numpy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a value written in Python: a dictionary, a tuple, a list, a text, a whole number, True, False or None. Of Python
 * itself, nothing is run.
 */
final class PythonLiteral {
    /** Of dictionaries and tuples in each other; a header needs 4. */
    private static final int DEEPEST = 16;

    private final String text;
    private int position;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * A {@link Map}, a {@link List}, a {@link String}, a {@link Long}, a {@link Boolean}, or null for None.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    static Object parse(String text) {
        PythonLiteral literal = new PythonLiteral(text);
        Object value = literal.value();
        if (literal.peek() != 0) {
            throw literal.complaint();
        }
        return value;
    }

    private IllegalArgumentException complaint() {
        return new IllegalArgumentException("not understood from character " + position + " on");
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean skip(char wanted) {
        boolean there = peek() == wanted;
        position += there ? 1 : 0;
        return there;
    }

    private void require(char wanted) {
        if (!skip(wanted)) {
            throw complaint();
        }
    }

    private Object value() {
        if (++depth > DEEPEST) {
            throw complaint();
        }
        Object value = switch (peek()) {
            case '{' -> dictionary();
            case '(' -> sequence(')');
            case '[' -> sequence(']');
            case '\'', '"' -> string();
            default -> word();
        };
        depth--;
        return value;
    }

    private Map<Object, Object> dictionary() {
        Map<Object, Object> entries = new LinkedHashMap<>();
        require('{');
        while (!skip('}')) {
            Object key = value();
            require(':');
            if (entries.containsKey(key)) {
                throw complaint();
            }
            entries.put(key, value());
            if (!skip(',')) {
                require('}');
                break;
            }
        }
        return entries;
    }

    private List<Object> sequence(char end) {
        List<Object> values = new ArrayList<>();
        position++;
        while (!skip(end)) {
            values.add(value());
            if (!skip(',')) {
                require(end);
                break;
            }
        }
        return values;
    }

    private String string() {
        char quote = text.charAt(position++);
        StringBuilder string = new StringBuilder();
        while (position < text.length() && text.charAt(position) != quote) {
            if (text.charAt(position) == '\\') {
                position++;
            }
            if (position < text.length()) {
                string.append(text.charAt(position++));
            }
        }
        require(quote);
        return string.toString();
    }

    private Object word() {
        int start = position;
        while (position < text.length() && isOfWord(text.charAt(position))) {
            position++;
        }
        String word = text.substring(start, position);
        if (word.equals("u") && (peek() == '\'' || peek() == '"')) {
            return string();
        }
        return switch (word) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            default -> number(word);
        };
    }

    private static boolean isOfWord(char c) {
        return c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** Python 2 ended long numbers with an L. */
    private Long number(String word) {
        try {
            return Long.valueOf(word.endsWith("L") ? word.substring(0, word.length() - 1) : word);
        } catch (NumberFormatException e) {
            throw complaint();
        }
    }
}
