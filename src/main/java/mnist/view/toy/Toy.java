package mnist.view.toy;

import mnist.view.document.Document;
import mnist.view.language.Messages;

/** A network small enough to follow by hand. */
public interface Toy {
    /** What is to be seen in it. {@code messages}: those of toys. */
    Document document(Messages messages);

    /** Every number, as a record for JSON. */
    Record numbers();
}
