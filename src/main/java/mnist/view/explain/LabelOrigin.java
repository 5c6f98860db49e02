package mnist.view.explain;

/** Where the label of an explained image is from: what is said of the image must not sound surer than that. */
public enum LabelOrigin {
    /** Somebody knows what the image shows. */
    KNOWN("it is a %d"),
    /** Nobody said: it is what the network takes the image for. */
    TAKEN("it is taken as a %d"),
    /** Another one than is known, to see what would be. */
    SUPPOSED("let it be a %d");

    private final String sentence;

    LabelOrigin(String sentence) {
        this.sentence = sentence;
    }

    /** As in "The network says 3; it is a 5". */
    String says(int label) {
        return sentence.formatted(label);
    }
}
