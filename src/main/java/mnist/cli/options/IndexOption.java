package mnist.cli.options;

import java.util.List;
import java.util.stream.LongStream;
import mnist.InvalidSetting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Which images of many. */
public final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "N",
            arity = "1..*",
            split = ",",
            converter = Ranges.class,
            description = "Positions in the file, from 0: 0 1 2, or 0..99, or 3,7,10..12, or all.")
    private List<IndexRange> ranges;

    private static final class Ranges implements ITypeConverter<IndexRange> {
        @Override
        public IndexRange convert(String text) {
            return IndexRange.parse(text);
        }
    }

    public boolean isGiven() {
        return ranges != null;
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
        LongStream positions = ranges == null
                ? LongStream.range(0, Math.min(first, size))
                : ranges.stream().flatMapToLong(range -> range.among(where, size));
        return positions.boxed().toList();
    }

    /** @throws InvalidSetting if there is no such image */
    public static void require(long index, String where, long size) {
        InvalidSetting.require(
                index >= 0 && index < size, "index", index + ": " + where + " has " + IndexRange.numbered(size));
    }
}
