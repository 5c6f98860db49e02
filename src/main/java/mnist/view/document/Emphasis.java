package mnist.view.document;

/** Emphasis on a terminal that has colours; plain text elsewhere. */
public enum Emphasis {
    PLAIN,
    COLOUR;

    /** What a text is. */
    public enum Tone {
        PLAIN("", "plain"),
        HEADING("1", "heading"),
        GOOD("32", "right"),
        BAD("31", "wrong");

        /** How a terminal is told so. */
        private final String code;

        /** The class in the browser. */
        final String style;

        Tone(String code, String style) {
            this.code = code;
            this.style = style;
        }
    }

    String of(Tone tone, String text) {
        return this == PLAIN || tone == Tone.PLAIN || text.isEmpty()
                ? text
                : "\033[" + tone.code + "m" + text + "\033[0m";
    }
}
