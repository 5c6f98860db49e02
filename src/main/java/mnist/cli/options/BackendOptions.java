package mnist.cli.options;

import java.util.List;
import mnist.EnumNames;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import picocli.CommandLine.Option;

/** What computes. */
@Section("Computing")
public final class BackendOptions {
    /** More than any machine has cores; a mistyped number would use up the memory with threads. */
    private static final int MOST_THREADS = 1024;

    private enum Kernel {
        AUTO,
        SIMD,
        EJML;

        /** As {@link Backends} calls it. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    @Option(
            names = "--backend",
            paramLabel = "K",
            defaultValue = "auto",
            description = "Kernel of the matrix products: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Kernel kernel;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads to use at most; the results do not depend on it. Default: 0, one for each core")
    private int threads;

    public Backend open() {
        return Backends.open(kernel.toString(), threads());
    }

    /** The kernel asked for; where none was, the one that a run began with, if it is there. */
    public Backend openLike(String recorded) {
        boolean portable = kernel == Kernel.AUTO && recorded.equals(Backends.EJML);
        return portable ? Backends.open(Backends.EJML, threads()) : open();
    }

    /**
     * The same options for another process.
     *
     * @throws InvalidSetting when one of them has no such value
     */
    public List<String> arguments() {
        return List.of("--backend", kernel.toString(), "--threads", String.valueOf(threads()));
    }

    private int threads() {
        if (threads < 0 || threads > MOST_THREADS) {
            throw new InvalidSetting(
                    "threads",
                    threads + ": expected 1 or more, up to " + MOST_THREADS + ", or 0 for one for each core");
        }
        return threads;
    }
}
