package mnist.cli.options;

import mnist.cli.frame.Console;

/** Says, so that nobody overlooks it, that the images are not MNIST. */
final class GeneratedNotice {
    private static final int WIDTH = 76;
    private static final String MARGIN = "*** ";

    private GeneratedNotice() {}

    /** @param reason why MNIST could not be had */
    static void print(Console console, String reason) {
        console.note("*".repeat(WIDTH));
        paragraph(console, "NO MNIST: GOING ON WITH GENERATED DIGITS, drawn by this program.");
        paragraph(console, "What is measured on them says nothing about MNIST; every file that results says so.");
        console.note(MARGIN.strip());
        paragraph(console, reason);
        console.note(MARGIN.strip());
        paragraph(
                console,
                "For MNIST: 'mnist data fetch' where there is a network, --data DIR, or the environment variable"
                        + " MNIST_DATA=DIR.");
        console.note("*".repeat(WIDTH));
    }

    /** Broken between words; a word that is too long stands alone. */
    private static void paragraph(Console console, String text) {
        StringBuilder line = new StringBuilder(MARGIN);
        for (String word : text.split(" ", -1)) {
            if (line.length() > MARGIN.length() && line.length() + word.length() > WIDTH) {
                console.note("%s", line.toString().stripTrailing());
                line.setLength(MARGIN.length());
            }
            line.append(word).append(' ');
        }
        console.note("%s", line.toString().stripTrailing());
    }
}
