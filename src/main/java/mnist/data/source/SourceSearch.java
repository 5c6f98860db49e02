package mnist.data.source;

import java.util.List;
import mnist.data.files.FileTree;

/** Looks for data sets of one form among files. */
@FunctionalInterface
public interface SourceSearch {
    /**
     * All that are there.
     *
     * @throws mnist.data.DataException if something looks like one, but cannot be read
     */
    List<FoundSource> in(FileTree tree, Reading reading);
}
