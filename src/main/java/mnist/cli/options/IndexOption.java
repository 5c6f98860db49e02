package mnist.cli.options;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import mnist.cli.frame.Usage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which images of many. */
public final class IndexOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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
     * @throws ParameterException if there is no such image
     */
    public List<Long> among(String where, long size, long first) {
        if (indices == null) {
            return LongStream.range(0, Math.min(first, size)).boxed().toList();
        }
        for (long index : indices) {
            if (index < 0 || index >= size) {
                throw Usage.error(
                        command,
                        String.format(
                                Locale.ROOT,
                                "--index %d: %s has %,d images, numbered 0 to %d",
                                index,
                                where,
                                size,
                                size - 1));
            }
        }
        return indices;
    }
}
