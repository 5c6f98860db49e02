package mnist.view.document;

/** Emphasis on a terminal that has colours; plain text elsewhere. */
public enum Emphasis {
    PLAIN,
    COLOUR;

    String heading(String text) {
        return dressed("1", text);
    }

    String good(String text) {
        return dressed("32", text);
    }

    String bad(String text) {
        return dressed("31", text);
    }

    private String dressed(String code, String text) {
        return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
