package mnist.data.number;

import java.nio.ByteBuffer;

/** A type of numbers in a file. */
public interface NumberType {
    /** Size of a number in the file. */
    int bytes();

    /** The next number of the content, whatever the buffer's byte order. */
    double next(ByteBuffer content);

    /** Whether numbers are bytes from 0 to 255. */
    boolean isUnsignedByte();

    /** Whether numbers may be no whole ones. */
    boolean isFloating();
}
