package mnist.data.source;

import java.io.Closeable;

/**
 * One pass over images, in their order. Every method throws {@link mnist.data.DataException} when the file is not what it
 * should be.
 */
public interface ImagePass extends Closeable {
    /** Leaves out the next {@code images}, which must be there. */
    void skip(int images);

    /** Reads the next image's bytes (0 is background) to {@code target} from {@code offset}. */
    void read(byte[] target, int offset);

    /** Makes sure, once all are read, that nothing follows and that the file has not changed meanwhile. */
    void finish();

    @Override
    void close();
}
