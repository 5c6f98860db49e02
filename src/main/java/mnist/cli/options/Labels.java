package mnist.cli.options;

import mnist.cli.frame.Printable;
import mnist.data.ClassNames;
import mnist.view.document.ClassLabels;

/** Makes names of classes, which may be any text, harmless for a terminal. */
public final class Labels {
    private Labels() {}

    public static ClassLabels of(ClassNames names) {
        return new ClassLabels(names.names().stream().map(Printable::of).toList());
    }
}
