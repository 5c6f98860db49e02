package mnist.cli;

import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which images of many. */
final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "N",
            arity = "1..*",
            split = ",",
            description = "Positions in the file, from 0: --index 0 1 2, or 0,1,2.")
    private List<Long> indices;

    boolean isGiven() {
        return indices != null;
    }

    /**
     * The positions asked for, or the first few.
     *
     * @param size how many images there are
     * @param first how many to take when none was asked for
     */
    List<Long> among(long size, int first, CommandSpec command) {
        if (indices == null) {
            return LongStream.range(0, Math.min(first, size)).boxed().toList();
        }
        for (long index : indices) {
            if (index < 0 || index >= size) {
                throw new ParameterException(
                        command.commandLine(),
                        String.format("--index %d: expected 0 to %d, there are %,d images", index, size - 1, size));
            }
        }
        return indices;
    }
}
