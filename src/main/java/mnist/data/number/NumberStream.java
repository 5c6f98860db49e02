package mnist.data.number;

import java.io.Closeable;

/** The content of a file of numbers, from start to end. Every method throws {@link mnist.data.DataException}. */
public interface NumberStream extends Closeable {
    /** Reads the next {@code length} bytes, which must be there. */
    void read(byte[] target, int offset, int length);

    /** Leaves out the next {@code length} bytes, which must be there. */
    void skip(long length);

    /** Makes sure, once all is read, that nothing follows and that the file has not changed meanwhile. */
    void finish();

    @Override
    void close();
}
