package mnist.view.explain;

import mnist.EnumNames;
import mnist.view.language.Messages;

/** Where the label of an explained image is from: what is said of the image must not sound surer than that. */
public enum LabelOrigin {
    /** Somebody knows what the image shows. */
    KNOWN,
    /** Nobody said: it is what the network takes the image for. */
    TAKEN,
    /** Another one than is known, to see what would be. */
    SUPPOSED;

    /** As in "The network says 3; it is a 5". {@code described}: "a 5". */
    String says(String described, Messages messages) {
        return messages.get("label_" + EnumNames.of(this)).formatted(described);
    }
}
