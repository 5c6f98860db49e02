package mnist.data.source;

import java.util.Map;
import mnist.data.Split;

/** A data set as it lies somewhere. Its parts are read when they are asked for. */
public interface LabelledSource {
    /** The form of MNIST's own files. */
    String IDX = "IDX";

    /** The folder or file, for messages. */
    Object place();

    /** In which form it lies there, for people, for example "CSV". */
    String form();

    /** Whether there is such a part. */
    boolean has(Split split);

    /** Whether what has no test part is one whole, of which a share becomes its test part without being asked. */
    default boolean isWhole() {
        return !has(Split.TEST);
    }

    /**
     * The images and labels of a part that there is. All labels are read; images perhaps later.
     *
     * @throws mnist.data.DataException if a file is missing, damaged or not what it should be
     */
    LabelledImages read(Split split);

    /** All labels and what they mean, for example "1" is "A"; empty where they speak for themselves. */
    default Map<String, String> names() {
        return Map.of();
    }
}
