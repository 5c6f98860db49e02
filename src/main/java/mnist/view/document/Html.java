package mnist.view.document;

import java.util.regex.Pattern;

/** Writes elements; every text and every value of an attribute stays what it is, whatever is in it. */
public final class Html {
    private static final Pattern TIMES = Pattern.compile("(?<=[\\w)'\\]]) x (?=-?[\\w(])");
    private static final Pattern POWER = Pattern.compile("\\^(-?\\w)");

    private final StringBuilder out = new StringBuilder();

    /** Begins an element. {@code attributes}: name, value, name, value, ... */
    public Html open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        return this;
    }

    /** An element without content. */
    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
    }

    public Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** A text with formulas in it, set as in print: powers raised, a times sign for the x between two factors. */
    public Html formula(String text) {
        String times = TIMES.matcher(text).replaceAll(" \u00d7 ");
        out.append(POWER.matcher(escape(times))
                .replaceAll(power -> "<sup>" + power.group(1).replace('-', '\u2212') + "</sup>"));
        return this;
    }

    public Html close(String tag) {
        out.append("</").append(tag).append(">");
        return this;
    }

    public Html element(String tag, String text) {
        return open(tag).text(text).close(tag);
    }

    /** {@code style}: a class, or empty. */
    public Html element(String tag, String style, String text) {
        return style.isEmpty()
                ? element(tag, text)
                : open(tag, "class", style).text(text).close(tag);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** A text as the content of an element or the value of an attribute in quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
