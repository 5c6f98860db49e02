package mnist.data.number;

import java.nio.ByteBuffer;
import java.util.List;

/** A type of numbers in a file. */
public interface NumberType {
    /** Size of a number in the file. */
    int bytes();

    /** Size of an array of such numbers; {@link Long#MAX_VALUE} when it does not fit a long. */
    default long bytesOf(List<Long> dimensions) {
        if (dimensions.contains(0L)) {
            return 0;
        }
        long product = bytes();
        for (long size : dimensions) {
            if (Math.multiplyHigh(product, size) != 0 || product * size < 0) {
                return Long.MAX_VALUE;
            }
            product *= size;
        }
        return product;
    }

    /** The next number of the content, whatever the buffer's byte order. */
    double next(ByteBuffer content);

    /** Whether numbers are bytes from 0 to 255. */
    boolean isUnsignedByte();

    /** Whether numbers may be no whole ones. */
    boolean isFloating();
}
