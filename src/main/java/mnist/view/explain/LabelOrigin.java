package mnist.view.explain;

/** Where the label of an explained image is from: what is said of the image must not sound surer than that. */
public enum LabelOrigin {
    /** Somebody knows what the image shows. */
    KNOWN("it is %s"),
    /** Nobody said: it is what the network takes the image for. */
    TAKEN("it is taken as %s"),
    /** Another one than is known, to see what would be. */
    SUPPOSED("let it be %s");

    private final String sentence;

    LabelOrigin(String sentence) {
        this.sentence = sentence;
    }

    /** As in "The network says 3; it is a 5". {@code described}: "a 5". */
    String says(String described) {
        return sentence.formatted(described);
    }
}
