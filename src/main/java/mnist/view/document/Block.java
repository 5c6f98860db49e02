package mnist.view.document;

import java.util.List;

/** A part of a {@link Document}. */
public interface Block {
    /** For the terminal: at most 80 columns. */
    List<String> lines(Emphasis emphasis);

    /** For the browser. */
    void write(Html html);
}
