package mnist.picture.folder;

import java.util.Comparator;
import mnist.data.files.FilePlace;
import mnist.data.source.NaturalOrder;

/**
 * A picture and its class.
 *
 * @param path from the root of the data set
 * @param label the name of its folder, or what its own name says
 */
record LabelledPicture(String path, String label, FilePlace place) {
    /** By the names of the files, whatever their folders: numbered pictures come in the order of their numbers. */
    static final Comparator<LabelledPicture> ORDER = Comparator.comparing(
                    (LabelledPicture picture) -> picture.place.name(), NaturalOrder.OF_NAMES)
            .thenComparing(LabelledPicture::path, NaturalOrder.OF_NAMES);
}
