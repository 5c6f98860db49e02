package mnist.view.toy;

import mnist.view.document.Document;

/** A network small enough to follow by hand. */
public interface Toy {
    /** What is to be seen in it. */
    Document document();

    /** Every number, as a record for JSON. */
    Record numbers();
}
