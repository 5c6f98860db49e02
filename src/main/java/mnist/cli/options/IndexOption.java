package mnist.cli.options;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import mnist.InvalidSetting;
import picocli.CommandLine.Option;

/** Which images of many. */
public final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "N",
            arity = "1..*",
            split = ",",
            description = "Positions in the file, from 0: --index 0 1 2, or 0,1,2.")
    private List<Long> indices;

    public boolean isGiven() {
        return indices != null;
    }

    /**
     * The positions asked for, or the first few.
     *
     * @param where the images are, for messages
     * @param size how many images there are
     * @param first how many to take when none was asked for
     * @throws InvalidSetting if there is no such image
     */
    public List<Long> among(String where, long size, long first) {
        if (indices == null) {
            return LongStream.range(0, Math.min(first, size)).boxed().toList();
        }
        for (long index : indices) {
            require(index, where, size);
        }
        return indices;
    }

    /** @throws InvalidSetting if there is no such image */
    public static void require(long index, String where, long size) {
        InvalidSetting.require(
                index >= 0 && index < size,
                "index",
                String.format(Locale.ROOT, "%d: %s has %,d images, numbered 0 to %d", index, where, size, size - 1));
    }
}
