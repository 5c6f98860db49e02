package mnist.data.number;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers of one type in a file, in any number of dimensions, the last of which runs fastest. */
public interface NumberArray {
    /** The file, for messages. */
    Object place();

    NumberType type();

    ByteOrder order();

    /** The sizes, slowest first. */
    List<Long> dimensions();

    /** The numbers from the first on. @throws DataException if the file is missing, or another one than before */
    NumberStream open();

    /** For example "60000 x 28 x 28 (unsigned byte)". */
    default String shape() {
        return dimensions().stream().map(String::valueOf).collect(Collectors.joining(" x ")) + " (" + type() + ")";
    }

    /** Numbers one after another, read in larger pieces. */
    final class Cursor {
        private static final int NUMBERS = 1 << 12;

        private final NumberType type;
        private final NumberStream stream;
        private final byte[] bytes;
        private final ByteBuffer buffer;
        private long remaining;

        /** @param count so many numbers are to come */
        Cursor(NumberArray array, NumberStream stream, long count) {
            type = array.type();
            this.stream = stream;
            remaining = count;
            bytes = new byte[NUMBERS * type.bytes()];
            buffer = ByteBuffer.wrap(bytes).order(array.order()).limit(0);
        }

        double next() {
            if (!buffer.hasRemaining()) {
                int numbers = (int) Math.min(NUMBERS, remaining);
                stream.read(bytes, 0, numbers * type.bytes());
                buffer.position(0).limit(numbers * type.bytes());
                remaining -= numbers;
            }
            return type.next(buffer);
        }
    }
}
